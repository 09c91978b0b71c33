"""What stands behind the page Compare: the work in the background, and what is said of its results."""
