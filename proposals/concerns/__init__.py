"""Concerns: what an association writes to the cell, and what the cell does with it."""
