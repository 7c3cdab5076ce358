"""All settings, from the environment. Production is the default: a missing value stops the start with a one-line message."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import timetable
from config.databases import database
from config.environment import flag, listed, required
from config.file_storage import private_files
from config.site import SITE as SITE
from core import zone
from core.crypto.keypairs import only_pair
from core.logs import configure as configure_logs
from core.web.client_network import IPV6_PREFIX

BASE_DIR = Path(__file__).resolve().parent.parent


# Local: on a developer's machine, over plain http, mail to files. Never the default.
LOCAL = flag("MACHOURA_LOCAL", False)
DEBUG = flag("DJANGO_DEBUG", False)
SECRET_KEY = required("SECRET_KEY")
# Earlier keys, newest first: values signed or locked with them are still accepted.
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if LOCAL else "")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "The environment variable ALLOWED_HOSTS is not set; docs/running.md says what it is for."
    )
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
PUBLIC_ORIGIN = os.environ.get("PUBLIC_ORIGIN", "http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0]}")
DATA_DIR = Path(os.environ.get("PORTAL_DATA", BASE_DIR / "data-local"))


def cell_keys() -> tuple[str, str]:
    """The path of the current public key, and the folder of private keys, which is set only for staff processes."""
    public, private = os.environ.get("CELL_PUBLIC_KEY_FILE", ""), os.environ.get("CELL_PRIVATE_KEYS", "")
    if LOCAL and not (public or private):
        pair = only_pair(DATA_DIR / "keys")
        return str(pair.public), str(pair.private.parent)
    return required("CELL_PUBLIC_KEY_FILE"), private


# Confidential concerns are sealed for these keys: docs/sealing.md.
_keys = cell_keys()
CELL_PUBLIC_KEY_FILE: str = _keys[0]
CELL_PRIVATE_KEYS: str = _keys[1]

INSTALLED_APPS = [
    "config.apps.PortalConfig",
    "portal.public",
    "portal.members",
    "portal.staff",
    "demo",
    "cooperation",
    "consultations",
    "proposals",
    "partners",
    "followers",
    "accounts",
    "reference",
    "publications",
    "core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "pgtrigger",
    "pghistory",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.public.page_cache.PageCache",
    "core.web.middleware.RequestLog",
    "core.web.middleware.ContentPolicy",
    "core.web.compression.CompressSignedInPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.web.middleware.HostileInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.staff.recorder.errors.JsonErrors",
    "core.web.middleware.Language",
    "core.web.middleware.LargeBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.web.form_recovery.ParkTypedForms",
    "accounts.middleware.SignInRequired",
    "accounts.middleware.OfficeAccess",
    "portal.staff.step_up.FreshFactor",
    "accounts.middleware.AuditContext",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.text"],
            "context_processors": [
                "core.web.context_processors.site",
                "portal.public.context_processors.page",
                "portal.common.context_processors.context",
                "django.template.context_processors.request",
            ],
        },
    }
]
# Cleans what people type, in every form.
FORM_RENDERER = "core.text.forms.FormRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "machoura"
CRISPY_TEMPLATE_PACK = "machoura"
CRISPY_FAIL_SILENTLY = False

# Two roles: the office (staff and members) owns the tables; the square (public pages) may only read what is published.
PUBLIC_DATABASE = "public"
PUBLIC_ROLE = os.environ.get("PUBLIC_ROLE", "machoura_public")
# No health checks for the public database: public pages only read, so portal.public.guard repeats a request when the connection was lost.
DATABASES = {
    "default": database(required("DATABASE_URL"), health_checks=True),
    # Short timeouts: no anonymous request may occupy a process for long.
    PUBLIC_DATABASE: database(required("PUBLIC_DATABASE_URL"), health_checks=False, seconds=(8, 2)),
}
DATABASE_ROUTERS = ["publications.routing.PublicDatabaseNeverMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis notifies workers and holds caches; its contents may be lost.
REDIS_URL = required("REDIS_URL")
# Sign-in throttles are in the database: they must work when Redis is down.
# MAX_ENTRIES is larger than anonymous requests can reach before counts expire: above it (Django's default: 300) a third of the entries is
# deleted, including counts of wrong passwords and codes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# OUTBOX_LEASE_SECONDS: a worker's exclusive time for an outbox row. OUTBOX_RETRY_SECONDS: half of the first wait after a failure.
OUTBOX_LEASE_SECONDS = float(os.environ.get("OUTBOX_LEASE_SECONDS", "120"))
OUTBOX_RETRY_SECONDS = float(os.environ.get("OUTBOX_RETRY_SECONDS", "30"))
# The periodic task finds rows whose notification was lost with Redis.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Retry for ever: otherwise somebody would have to restart the worker.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Africa/Casablanca"
CELERY_BEAT_SCHEDULE = timetable.TASKS

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = IPV6_PREFIX
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
# Every form of allauth that takes an e-mail address.
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.AddAddressForm",
    "reset_password": "accounts.forms.ResetForm",  # nosec B105  # a class
}
# allauth would count confirmation mails in the cache for each address, so that one request blocks the mail of another.
# core/db/mail_limits.py counts them instead.
ACCOUNT_RATE_LIMITS = {"confirm_email": None}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
# No password is needed if the link is opened in the browser in which the account was created.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_SESSION_REMEMBER = False
# The first address and two more: each one more is a mailbox to which a stranger with a session could send mail.
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
# Who finds an open session must not be able to make the account his own through another e-mail address.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.wrong_codes.SignInWithCodeForm",
    "reauthenticate": "accounts.wrong_codes.ConfirmWithCodeForm",
    "authenticate_webauthn": "accounts.factor_forms.SignInWithKeyForm",
    "add_webauthn": "accounts.factor_forms.AddKeyForm",
    "edit_webauthn": "accounts.factor_forms.RenameKeyForm",
}
MFA_TOTP_ISSUER = urlsplit(PUBLIC_ORIGIN).hostname or ""  # allauth would use the Host header
# Require the second factor in every staff session; `check --deploy` warns if this is off.
STAFF_MFA_REQUIRED = flag("STAFF_MFA_REQUIRED", not LOCAL)
# Publishing, opening a sealed text, exporting and changing functions need a second factor given within this many seconds.
FRESH_FACTOR_SECONDS = 900
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_FACTOR_SECONDS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/members/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# What was just done is said on the next page: kept in the session, not in one more cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Languages: Arabic first. Public URLs contain the language; in the office it is the user's setting.
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = zone.NAME
USE_THOUSAND_SEPARATOR = False

# Files
# If staff processes run as another system user, both users share files through a group.
FILES_FOR_GROUP = flag("FILES_FOR_GROUP", False)


# Uploads stay in memory until they are examined, sealed or locked: temporary files would be readable. LargeBodies limits the request size.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
# The virus scanner clamd: tcp://host:3310 or unix:///path. Empty: files are not scanned.
CLAMD_URL = os.environ.get("CLAMD_URL", "")
# Without a scanner: a statement that this was decided, and a command that draws pages of documents of these kinds (core/files/converting.py).
UNSCANNED_FILES_ACCEPTED = flag("UNSCANNED_FILES_ACCEPTED", False)
FILE_CONVERTER, FILE_CONVERTER_KINDS = os.environ.get("FILE_CONVERTER", ""), listed("FILE_CONVERTER_KINDS", "pdf")
STATIC_URL = "/static/"
# Built by root and read-only for every service, so not in the data directory: a service that could write here could change scripts.
STATIC_ROOT = DATA_DIR / "static" if LOCAL else Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "collected")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": private_files(DATA_DIR, for_group=FILES_FOR_GROUP),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
TYPST_FONT_PATHS = [BASE_DIR / f"node_modules/@expo-google-fonts/{name}" for name in ("amiri", "noto-sans-tifinagh")]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Maximal bytes of a request with files: one file while a person writes, several with a paper form or a receipt.
LARGE_BODIES = {
    "members:draft_step": 11 * 1024 * 1024,
    "members:draft_file_add": 11 * 1024 * 1024,
    "members:draft_file_remove": 11 * 1024 * 1024,
    "members:receipt_scan": 11 * 1024 * 1024,
    "staff:concern_new": 42 * 1024 * 1024,
}
# Some servers take SCRIPT_NAME from a header of that name; an attacker could change every link of a cached page.
FORCE_SCRIPT_NAME = ""

# Days after which editors and the head are reminded of a closed meeting without report; once more after twice as many.
REPORT_DUE_AFTER_DAYS = int(os.environ.get("REPORT_DUE_AFTER_DAYS", "7"))

# Similar demands: the dotted path of a class that turns texts into vectors (proposals/demands/embedding.py); without it our own comparison.
EMBEDDER = os.environ.get("EMBEDDER", "")

# Text messages (core/sms.py). The dotted path of a backend; without it none is sent, and no page offers any.
SMS_BACKEND = os.environ.get("SMS_BACKEND", "")
SMS_URL = os.environ.get("SMS_URL", "").rstrip("/")
SMS_KEY = os.environ.get("SMS_KEY", "")
SMS_SENDER = os.environ.get("SMS_SENDER", "")

# Mail
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "portal@localhost" if LOCAL else "") or required("MAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if LOCAL:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
else:
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = flag("EMAIL_USE_TLS", True)
    EMAIL_TIMEOUT = 10

# Headers
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Browsers accept a cookie with this prefix only over https and from this host: another subdomain cannot set it.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (f"{'' if LOCAL else '__Host-'}{name}" for name in ("sessionid", "csrftoken"))
CSRF_FAILURE_VIEW = "portal.common.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SECURE_SSL_HOST = urlsplit(PUBLIC_ORIGIN).netloc  # not from the Host header
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
if flag("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last address in X-Forwarded-For was added by our own proxy; without this setting all visitors would share one rate limit.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Audit: who changed what and when, written by triggers, append-only.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

# Online concerns: of one account in an hour and in a day; of one association in an hour three times as many, so that one account does not
# silence its colleagues.
SUBMISSIONS_PER_HOUR = int(os.environ.get("SUBMISSIONS_PER_HOUR", "20"))
SUBMISSIONS_PER_DAY = int(os.environ.get("SUBMISSIONS_PER_DAY", "60"))
# Answers, letters, contests and verdicts of one account in a day.
LETTERS_PER_DAY = int(os.environ.get("LETTERS_PER_DAY", "40"))
# Uploads in a day, number of files and MiB: of one account, and of all accounts of one association.
UPLOADS_OF_ACCOUNT = (
    int(os.environ.get("ACCOUNT_FILES_PER_DAY", "60")),
    int(os.environ.get("ACCOUNT_MIB_PER_DAY", "200")),
)
UPLOADS_OF_ASSOCIATION = (
    int(os.environ.get("ASSOCIATION_FILES_PER_DAY", "200")),
    int(os.environ.get("ASSOCIATION_MIB_PER_DAY", "600")),
)

# The square (public pages)
PUBLIC_HEAD_SECONDS = float(os.environ.get("PUBLIC_HEAD_SECONDS", "1"))
# Page cache of each web process; 0: no cache.
PAGE_CACHE_BYTES = int(os.environ.get("PAGE_CACHE_BYTES", str(64 * 1024 * 1024)))
# Copies of public pages on disk, served while the database is down; 0: none. And the hours after which they are too old.
STALE_PAGES_BYTES = int(os.environ.get("STALE_PAGES_BYTES", str(256 * 1024 * 1024)))
STALE_PAGE_HOURS = int(os.environ.get("STALE_PAGE_HOURS", "24"))
STALE_PAGES_FOLDER = DATA_DIR / "stale-pages"
# Fragment cache of each web process (core/templatetags/remembered.py); 0: no cache.
REMEMBERED_BYTES = 0 if DEBUG else int(os.environ.get("REMEMBERED_BYTES", str(32 * 1024 * 1024)))

# Silenced system checks. Only for `make check`, where the developer may write to the code.
SILENCED_SYSTEM_CHECKS = listed("SILENCED_CHECKS")

LOGGING_CONFIG = None
configure_logs(level=os.environ.get("LOG_LEVEL", "INFO"), human=LOCAL and DEBUG)
