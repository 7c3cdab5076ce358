import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What was loaded by now stays until the process ends: collections of garbage need not walk through it with every few dozen pages.
gc.collect()
gc.freeze()
