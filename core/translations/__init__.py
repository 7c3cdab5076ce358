"""The catalogues of `manage.py messages`."""
