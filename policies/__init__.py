"""Instruments of industrial policy, and who gets them."""
