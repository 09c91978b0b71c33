"""Widgets of our own, drawn in the browser."""
