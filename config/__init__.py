"""Settings, URLs, Celery and WSGI."""
