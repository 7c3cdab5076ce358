"""Demands: what is asked, counted and answered over years."""
