import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from core.web.release import release  # noqa: E402  its imports need the settings

# Reads the files of the release now, and not in the first reader's request.
release()
# What was loaded by now stays until the process ends: collections of garbage need not walk through it with every few dozen pages.
gc.collect()
gc.freeze()
