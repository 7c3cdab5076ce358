"""Demands, which are raised, counted and answered over years."""
