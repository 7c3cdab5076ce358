"""Everything a run on one machine needs besides Django: packages, PostgreSQL, Redis, and the processes themselves.

Nothing is imported here: `embedded/bootstrap.py` enters this package before any dependency is installed.
"""
