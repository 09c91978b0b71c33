"""Validation: facts of the world, how each is measured in the model, and how close the model comes."""
