"""Settings, addresses, Celery and WSGI."""
