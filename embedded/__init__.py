"""What `make run` needs besides Django: package installation, PostgreSQL, Redis, and the supervision of processes.

No imports here: `embedded/bootstrap.py` imports this package before any dependency is installed.
"""
