"""The Celery application. The timetable of regular tasks is ``config/timetable.py``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("machoura")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
