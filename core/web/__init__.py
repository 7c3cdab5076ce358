"""Middleware, recovery of typed forms, context processors."""
