"""Agents as rows of a table, and as Mesa sees them."""
