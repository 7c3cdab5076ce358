"""Nothing is imported here: `config/bootstrap.py` enters this package before any dependency is installed."""
