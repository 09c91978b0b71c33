"""Stories of the laboratory, told in a browser."""
