"""Django settings. What a bureau changes comes from the environment (`JINWU_*`, `DATABASE_URL`); see docs/operating.md."""

from __future__ import annotations

import os
from pathlib import Path

from . import demonstration
from .database import databases, home, secret_key

SOURCE = Path(__file__).resolve().parent.parent
HOME = home()

DEBUG = os.environ.get("JINWU_DEBUG") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("JINWU_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
SITE = os.environ.get("JINWU_SITE", "").rstrip("/")  # where the public reaches this site; papers bear it
PROXIES = int(os.environ.get("JINWU_PROXIES", "0"))  # reverse proxies in front, each adding to X-Forwarded-For
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JINWU_ORIGINS", "").split(",") if o]
#: Whether browsers come by HTTPS only: `jinwu serve --tls` says so, and so does an origin behind a reverse proxy.
SECURE = os.environ.get("JINWU_TLS") == "1" or any(each.startswith("https://") for each in CSRF_TRUSTED_ORIGINS)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ROOMS = [
    "record",
    "catalog",
    "bureau",
    "parties",
    "documents",
    "matters",
    "service",
    "collection",
    "casefile",
    "cases",
    "inspections",
    "publicity",
    "reports",
    "portal",
    "web",
    "api",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "jinwu.ui",
    *[f"jinwu.{room}" for room in ROOMS],
]
MIDDLEWARE = [
    "jinwu.web.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jinwu.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jinwu.api.authentication.TokenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jinwu.web.middleware.PermissionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jinwu.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "jinwu.ui.context.shell",
            ],
            "builtins": ["jinwu.ui.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
ASGI_APPLICATION = "jinwu.config.asgi.application"
WSGI_APPLICATION = "jinwu.config.wsgi.application"

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "bureau.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
CSRF_FAILURE_VIEW = "jinwu.web.views.errors.csrf_failed"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # where "address" is a place, see `bureau.locks`
AXES_CLIENT_IP_CALLABLE = "jinwu.bureau.locks.place"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody keeps a colleague out by going on
SIGN_IN_PLACES = 6  # from browsers that never signed in, so many times the limit from all places together
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "jinwu.web.views.signing.locked_out"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # the log of signing in is our own, written once (`bureau.access`)
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
CHECK_MISSES = 10  # wrong codes from one address in a window, then the public page answers no more
CHECK_WINDOW = 600  # seconds
CHECK_BYTES = 20 * 1024 * 1024  # of a file that somebody compares there
DEMO_PASSWORD = demonstration.password()  # shown on the sign-in page of a demonstration

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [SOURCE / room / "locale" for room in ("law", "kit", "cli")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(HOME / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
SPOOL = HOME / "spool"
SEAL_FILE = os.environ.get("JINWU_SEAL_FILE", "")  # PKCS#12 with the organ's certificate: the electronic seal
SEAL_PASSWORD = os.environ.get("JINWU_SEAL_PASSWORD", "")
RECORD_ORIGIN = os.environ.get("JINWU_RECORD_ORIGIN", "jinwu.invalid/record")  # names this record in its checkpoints
EVIDENCE_LIMIT = int(os.environ.get("JINWU_EVIDENCE_MB", "50")) * 1024 * 1024  # bytes of one file
FONTS = Path(os.environ.get("JINWU_FONTS", HOME / "fonts"))

SESSION_ENGINE = "jinwu.bureau.sessions"
SESSION_COOKIE_AGE = int(float(os.environ.get("JINWU_SESSION_HOURS", "12")) * 3600)  # a sign-in ends, whatever happens
SESSION_IDLE = int(float(os.environ.get("JINWU_IDLE_MINUTES", "120")) * 60)  # and after so long without a request
SECOND_STEP = 300  # seconds between the password and the code
#: A cookie named __Host-… is taken from this very host by HTTPS only: no neighbour can set one for us.
SESSION_COOKIE_NAME = "__Host-jinwu" if SECURE else "sessionid"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True  # the token against forms of other sites is read by what a phone sends later
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("JINWU_LOG", "WARNING")},
}
