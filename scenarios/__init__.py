"""What if: countries, policy packages and scenarios as data, and the types that they must fit."""
