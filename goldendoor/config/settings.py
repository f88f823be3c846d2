"""Django settings. Every environment variable read here is listed in docs/how-to/settings.md."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from goldendoor.config import database, home, mail
from goldendoor.correspondence.case_status import credentials


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def _list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


PACKAGE = Path(__file__).resolve().parent.parent
HOME = home.folder()
DEBUG = _flag("GOLDENDOOR_DEBUG")
SECRET_KEY = home.secret_key()
FIELD_KEYS = home.field_keys()

# Behind a proxy an office names its host; without it only this computer may ask.
ALLOWED_HOSTS = [*_list("GOLDENDOOR_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
HTTPS = _flag("GOLDENDOOR_HTTPS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _list("GOLDENDOOR_HOSTS") if host != "*"]

# Our apps from the bottom up. Desks are switched on here when they exist.
OUR_APPS = [
    "goldendoor.ui",
    "goldendoor.foundation",
    "goldendoor.audit",
    "goldendoor.accounts",
    "goldendoor.rulebook",
    "goldendoor.people",
    "goldendoor.cases",
    "goldendoor.documents",
    "goldendoor.correspondence",
    "goldendoor.deadlines",
]
OPTIONAL_APPS = [
    "goldendoor.official_forms",
    "goldendoor.packets",
    "goldendoor.exchange",
    "goldendoor.practice",
    "goldendoor.practice.conflicts",
    "goldendoor.practice.notices",
    "goldendoor.practice.enquiries",
    "goldendoor.practice.clinics",
    "goldendoor.practice.bundles",
    "goldendoor.practice.responses",
    "goldendoor.practice.citations",
    "goldendoor.practice.drafting",
    "goldendoor.practice.research",
    "goldendoor.practice.court_filings",
    "goldendoor.practice.billing",
    "goldendoor.practice.trust",
    "goldendoor.practice.employers",
    "goldendoor.practice.reviews",
    "goldendoor.practice.hearings",
    "goldendoor.practice.mock_interviews",
    "goldendoor.practice.languages",
    "goldendoor.practice.supervision",
]
OUR_APPS += [name for name in OPTIONAL_APPS if (PACKAGE / name.split(".")[1] / "apps.py").exists()]

INSTALLED_APPS = [
    *OUR_APPS,
    "goldendoor.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goldendoor.accounts.middleware.AccessMiddleware",
    "goldendoor.config.middleware.ReadableErrors",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "goldendoor.config.urls"
WSGI_APPLICATION = "goldendoor.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldendoor.config.context.shell",
            ],
            "builtins": ["goldendoor.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database.from_environment(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Encrypted files live in the data folder; nothing is ever served from there directly.
MEDIA_ROOT = HOME / "files"
LIBRARY_DIR = PACKAGE / "library"
UPLOAD_MAX_MB = int(os.environ.get("GOLDENDOOR_UPLOAD_MAX_MB", "50"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Large uploads go through a file without a name: nothing in clear outlives a request.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "goldendoor.foundation.uploads.UnnamedFileHandler",
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# NIST SP 800-63B: length and known-bad lists, no rules of composition.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Where somebody from outside the office (an employer's contact) starts.
START_OUTSIDE = "practice:my_company"
REQUIRE_MFA = _flag("GOLDENDOOR_REQUIRE_MFA")

ACCOUNT_ADAPTER = "goldendoor.accounts.sign_in.ClosedSignUp"
ACCOUNT_FORMS = {"login": "goldendoor.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
# Wrong passwords are counted by axes, across processes and restarts; wrong codes of a second factor
# by allauth, which counts them as failed sign-ins of their user.
ACCOUNT_RATE_LIMITS: dict[str, str | None] = {
    "login_failed": "9/15m/key",
    "reset_password": "5/m/ip",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Golden Door"
MFA_ADAPTER = "goldendoor.accounts.sign_in.EncryptedMfa"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "goldendoor.accounts.sign_in.attempted_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "ui/errors/locked.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "goldendoor.config.errors.csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'"],  # PDF.js decodes pictures in WebAssembly
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "goldendoor.foundation.storage.EncryptedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = True
TIME_ZONE = os.environ.get("GOLDENDOOR_TIME_ZONE", "America/New_York")
USE_TZ = True
EMAIL = mail.from_environment()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL.host else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = EMAIL.host, EMAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
EMAIL_USE_TLS = EMAIL.start_tls
EMAIL_USE_SSL = EMAIL.tls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL.sender
# The mailbox whose attachments become notices; read only, nothing is deleted on the server.
IMAP_URL = os.environ.get("GOLDENDOOR_IMAP_URL", "").strip()
CASE_STATUS = credentials.from_environment()
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "logging.Formatter" if DEBUG else "goldendoor.foundation.logs.WithoutFacts"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
