"""Concerns that associations send to the cell, and their review by the cell."""
