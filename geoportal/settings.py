"""Every setting, read from the environment where it is named; the README lists them all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_htmx
import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from geoportal.core.backgrounds import background, host
from geoportal.core.gdal_wheels import gdal_library, geos_library, use_wheel_data
from geoportal.core.languages import BY_DJANGO_CODE, EASY, django_choices, lang_info
from geoportal.core.security_policy import cms_policy, page_policy

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- who may see what -------------------------------------------------------------------------
# Debug pages and relaxed checks, for one developer's machine only.
DEBUG = env.bool("GEOPORTAL_DEBUG", default=False)
# Signs sessions and forms. No default outside debug; script/server makes one.
SECRET_KEY = env.str("GEOPORTAL_SECRET_KEY", default="debug-only-" * 6 if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set GEOPORTAL_SECRET_KEY to a long random text.")
# Host names that the portal answers to, separated by commas.
ALLOWED_HOSTS = env.list("GEOPORTAL_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Served by HTTPS: secure cookies, redirect, HSTS. script/server turns it off for 127.0.0.1.
HTTPS = env.bool("GEOPORTAL_HTTPS", default=True)
# Trust X-Forwarded-Proto and the last entry of X-Forwarded-For; only behind a proxy that always sets them.
BEHIND_PROXY = env.bool("GEOPORTAL_BEHIND_PROXY", default=False)

# --- database ---------------------------------------------------------------------------------
# PostgreSQL with PostGIS; script/server makes a private one when this is not set.
DATABASE_URL = env.str("DATABASE_URL", default="postgis:///geoportal")
# A statement of the web process is stopped after this many milliseconds.
STATEMENT_TIMEOUT_MS = env.int("GEOPORTAL_STATEMENT_TIMEOUT_MS", default=5000)


def database(url: str) -> dict[str, Any]:
    """Django's settings for one PostGIS database.

    Server-side binding keeps coordinates out of the database's log and lets statements be prepared. Each is planned
    once: for a search, planning with its values takes longer than the answer. Loads plan anew (`begin_load.sql`).
    """
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    config["CONN_MAX_AGE"] = None
    config["ENGINE"] = "geoportal.core.postgis"
    options = config.setdefault("OPTIONS", {})
    options |= {
        "server_side_binding": True,
        "prepare_threshold": 1,
        "connect_timeout": 3,
        "application_name": "geoportal",
        "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout=2000"
        " -c idle_in_transaction_session_timeout=15000 -c plan_cache_mode=force_generic_plan",
    }
    return config


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
GDAL_LIBRARY_PATH = gdal_library()
GEOS_LIBRARY_PATH = geos_library()
use_wheel_data()

# --- applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "geoportal.provenance",
    "geoportal.regions",
    "geoportal.accounts",
    "geoportal.translation",
    "geoportal.places",
    "geoportal.events",
    "geoportal.feedback",
    "geoportal.guides",
    "geoportal.community",
    "geoportal.coverage",
    "geoportal.assistant",
    "geoportal.tiles",
    "geoportal.ogc",
    "geoportal.web",
    "geoportal.api",
    "axes",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.gis",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "drf_spectacular",
    "rest_framework",
    "rest_framework_gis",
]
MIDDLEWARE = [
    "geoportal.web.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "geoportal.web.middleware.response_headers",
    "geoportal.web.middleware.Locale",
    "geoportal.web.middleware.hot_path",
    "geoportal.web.compression.CompressedPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "geoportal.urls"
WSGI_APPLICATION = "geoportal.wsgi.application"
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "geoportal.web.context.site",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 5, 0.25
AXES_LOCKOUT_PARAMETERS, AXES_USERNAME_FORM_FIELD = [["username", "ip_address"]], "username"
# Failures are counted by a made-up address for each connection, while the lock lasts; there is no other record.
AXES_CLIENT_IP_CALLABLE = "geoportal.core.throttle.masked_client"
AXES_DISABLE_ACCESS_LOG, AXES_LOCKOUT_TEMPLATE = True, "accounts/locked.html"
# Where a page that needs an account sends who has not signed in; the admin keeps its own.
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "accounts:sign_in", "community:mine", "accounts:signed_out"
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarity", {"user_attributes": ("nickname",)}), ("MinimumLength", {}), ("CommonPassword", {}),
    )
]  # fmt: skip
# Days after which what a person typed into a report or suggestion is deleted, counted from its being handled.
FEEDBACK_KEEP_DAYS = env.int("GEOPORTAL_FEEDBACK_KEEP_DAYS", default=90)
# Django's cache; workers share what has an address. Limits are counted in the database (`core.throttle`).
CACHES = {
    "default": env.cache_url("GEOPORTAL_CACHE_URL", default="locmemcache://"),
    # Sheets of the regions as PDF (some 100 kB each), in files that all workers share.
    "sheets": env.cache_url("GEOPORTAL_SHEETS_URL", default=f"filecache://{BASE_DIR / '.local' / 'sheets'}")
    | {"OPTIONS": {"MAX_ENTRIES": 1000}},
}

# --- map tiles --------------------------------------------------------------------------------
# Memory of each worker for drawn tiles, in MB; 0 draws every tile each time it is asked for.
TILE_CACHE_MB = env.int("GEOPORTAL_TILE_CACHE_MB", default=32)
# Where workers share drawn tiles, e.g. redis://127.0.0.1:6379/1; in a table of the database when not set.
if env.str("GEOPORTAL_TILE_CACHE_URL", default=""):
    CACHES["tiles"] = env.cache_url("GEOPORTAL_TILE_CACHE_URL")
# The file that `maps tiles build` wrote; the map is served from it, and drawn where it has changed since.
TILES_FILE = env.str("GEOPORTAL_TILES_FILE", default="")
# Pictures under the map: osm or vworld (with GEOPORTAL_KEY_VWORLD); our own polygons when not set.
MAP_BACKGROUND = background(
    env.str("GEOPORTAL_MAP_BACKGROUND", default=""),
    url=env.str("GEOPORTAL_MAP_BACKGROUND_URL", default=""),
    vworld_key=env.str("GEOPORTAL_KEY_VWORLD", default=""),
)

# Questions that one connection may ask the assistant in a minute.
ASSISTANT_PER_MINUTE = env.int("GEOPORTAL_ASSISTANT_PER_MINUTE", default=120)
# Days for which a conversation is kept when its reader asks for that, and a question that is left for counsellors.
ASSISTANT_KEEP_DAYS = env.int("GEOPORTAL_ASSISTANT_KEEP_DAYS", default=30)
# Days for which a question without a good answer stays in the editors' list.
ASSISTANT_GAPS_KEEP_DAYS = env.int("GEOPORTAL_ASSISTANT_GAPS_KEEP_DAYS", default=90)

# --- the operator -----------------------------------------------------------------------------
# Who runs this portal, for the foot of every page. Only an operator whose official site it is says so.
OPERATOR = {
    "name": env.str("GEOPORTAL_OPERATOR", default=""),
    "contact": env.str("GEOPORTAL_OPERATOR_CONTACT", default=""),
    "is_official": env.bool("GEOPORTAL_OPERATOR_OFFICIAL", default=False),
}
if OPERATOR["is_official"] and not OPERATOR["name"]:
    raise ImproperlyConfigured("GEOPORTAL_OPERATOR_OFFICIAL needs the operator's name in GEOPORTAL_OPERATOR.")

# --- languages --------------------------------------------------------------------------------
LANGUAGE_CODE = "ko"
# Languages whose words people review, by the code of their addresses; the interface is complete in each.
LANGUAGES_REVIEWED = env.list("GEOPORTAL_LANGUAGES_REVIEWED", default=["en", "zh-hans", "vi", "ru", "th", "km"])
# Languages that machines translate, and say so; the interface is English where it has no words.
LANGUAGES_MACHINE = env.list(
    "GEOPORTAL_LANGUAGES_MACHINE", default=["ne", "uz", "my", "mn", "fil", "id", "bn", "si", "lo", "ja", "ur"]
)
# The guides in easy Korean beside the Korean ones; their texts are drafts.
LANGUAGES_EASY = [EASY.django_code] if env.bool("GEOPORTAL_EASY_KOREAN", default=True) else []
LANG_INFO.update(lang_info(LANG_INFO))
LANGUAGES = django_choices([LANGUAGE_CODE, *LANGUAGES_EASY, *LANGUAGES_REVIEWED, *LANGUAGES_MACHINE])
LANGUAGES_BIDI = [code for code, language in BY_DJANGO_CODE.items() if language.rtl]
# Languages that people translate guides into; readers of the others get the Korean page, translated piece by piece.
GUIDE_LANGUAGES = (LANGUAGE_CODE, *LANGUAGES_EASY, *LANGUAGES_REVIEWED)
WAGTAIL_CONTENT_LANGUAGES = [(code, name) for code, name in LANGUAGES if code in GUIDE_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "geoportal" / "locale"]
USE_I18N = True
USE_TZ = True
# For languages of which Django does not know it (vi, km); only `floatformat:"g"` groups at all.
NUMBER_GROUPING = 3
TIME_ZONE = "Asia/Seoul"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS

# --- translation ------------------------------------------------------------------------------
TRANSLATION = {
    # The engine that translates what no person has: google, libretranslate, or none.
    "ENGINE": env.str("GEOPORTAL_TRANSLATOR", default=""),
    # Most characters that are sent to it on one day of Korea.
    "DAILY_CHARACTERS": env.int("GEOPORTAL_TRANSLATION_DAILY_CHARACTERS", default=200_000),
    # Longest that one call may take.
    "TIMEOUT_S": env.float("GEOPORTAL_TRANSLATION_TIMEOUT_S", default=5.0),
    # Google Cloud Translation: the service account's file, the project, where its models and glossary are.
    "GOOGLE_CREDENTIALS": env.str("GEOPORTAL_GOOGLE_CREDENTIALS", default=""),
    "GOOGLE_PROJECT": env.str("GEOPORTAL_GOOGLE_PROJECT", default=""),
    "GOOGLE_LOCATION": env.str("GEOPORTAL_GOOGLE_LOCATION", default="global"),
    "GOOGLE_MODEL": env.str("GEOPORTAL_GOOGLE_MODEL", default="general/nmt"),
    # Name of a glossary of that project and location.
    "GOOGLE_GLOSSARY": env.str("GEOPORTAL_GOOGLE_GLOSSARY", default=""),
    # grpc, or rest where a proxy lets only HTTP through.
    "GOOGLE_TRANSPORT": env.str("GEOPORTAL_GOOGLE_TRANSPORT", default="grpc"),
    # A region's host name, or http://127.0.0.1:PORT for a server on this machine.
    "GOOGLE_ENDPOINT": env.str("GEOPORTAL_GOOGLE_ENDPOINT", default=""),
    # A LibreTranslate server and its key.
    "LIBRETRANSLATE_URL": env.str("GEOPORTAL_LIBRETRANSLATE_URL", default="http://127.0.0.1:5000"),
    "LIBRETRANSLATE_KEY": env.str("GEOPORTAL_LIBRETRANSLATE_KEY", default=""),
}

# --- security ---------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The makers of a background's pictures ask to be told which site shows them; they learn its name and no more.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin" if MAP_BACKGROUND else "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
CONTENT_SECURITY_POLICY = page_policy(pictures_from=host(MAP_BACKGROUND) if MAP_BACKGROUND else "")
# The editors' admin, which only staff can open.
CMS_PATH = "/cms/"
CMS_CONTENT_SECURITY_POLICY = cms_policy(CONTENT_SECURITY_POLICY)
# On every answer, whatever it is.
RESPONSE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
}

# --- guides -----------------------------------------------------------------------------------
# Korean text and its translations that a new portal starts with.
GUIDES_DIR = BASE_DIR / "fixtures" / "guides"
WAGTAIL_SITE_NAME = "Geoportal"
WAGTAIL_I18N_ENABLED = True
# Signing in is the same for all staff, behind the same lock against guessing, and under the strict policy.
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
# The portal's own address, for links in the e-mails that editors get.
WAGTAILADMIN_BASE_URL = env.str("GEOPORTAL_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
# The guides are translated by the same engine, memory and budget as all else.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "geoportal.translation.localize_machine.Machine"}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    ("vendor/maplibre", NODE_MODULES / "maplibre-gl" / "dist"),
    ("vendor/pretendard", NODE_MODULES / "pretendard" / "dist" / "web" / "variable"),
    ("vendor/htmx", Path(django_htmx.__file__).parent / "static" / "django_htmx"),
    ("vendor/noto-sans", NODE_MODULES / "@fontsource-variable" / "noto-sans"),
    ("vendor/noto-myanmar", NODE_MODULES / "@fontsource" / "noto-sans-myanmar"),
    *(
        (f"vendor/noto-{script}", NODE_MODULES / "@fontsource-variable" / f"noto-sans-{script}")
        for script in ("arabic", "bengali", "devanagari", "jp", "khmer", "lao", "sc", "sinhala", "thai")
    ),
]
STATICFILES_FINDERS = [
    "geoportal.web.staticfiles.VendorFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    # Nothing is uploaded yet.
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "geoportal.web.staticfiles.Storage"},
}
# Official files that an operator puts in place of an API: <dir>/<source>/<file>.
RAW_DIR = Path(env.str("GEOPORTAL_RAW_DIR", default=str(BASE_DIR / "data" / "raw")))
# Keys of the publishers' APIs, by the name that a source.yml gives; a source whose key is empty reads files only.
SOURCE_KEYS = {
    "DATAGO": env.str("GEOPORTAL_KEY_DATAGO", default=""),
    "NEIS": env.str("GEOPORTAL_KEY_NEIS", default=""),
    "GG": env.str("GEOPORTAL_KEY_GG", default=""),
    "KOSIS": env.str("GEOPORTAL_KEY_KOSIS", default=""),
    "SGIS": env.str("GEOPORTAL_KEY_SGIS", default=""),
}
# The Overpass server that OpenStreetMap's places are asked from.
OVERPASS_URL = env.str("GEOPORTAL_OVERPASS_URL", default="https://overpass-api.de/api")
# Who asks there, an e-mail address or a web page: the map is asked only by an operator who can be reached.
OVERPASS_CONTACT = env.str("GEOPORTAL_OVERPASS_CONTACT", default="")
# Address services for an address that is not among what is loaded; none is asked without its key.
GEOCODER_KEYS = {
    "juso": env.str("GEOPORTAL_KEY_JUSO", default=""),
    "vworld": env.str("GEOPORTAL_KEY_VWORLD", default=""),
    "kakao": env.str("GEOPORTAL_KEY_KAKAO", default=""),
}
GEOCODER_BASES = {
    "juso": "https://business.juso.go.kr",
    "vworld": "https://api.vworld.kr",
    "kakao": "https://dapi.kakao.com",
}

# --- the assistant's model --------------------------------------------------------------------
# An endpoint that speaks OpenAI's chat completions, up to /v1 or the like. Without it answers are quotes.
AI_URL = env.str("GEOPORTAL_AI_URL", default="")
AI_KEY = env.str("GEOPORTAL_AI_KEY", default="")
AI_MODEL = env.str("GEOPORTAL_AI_MODEL", default="")
# Seconds without a word of the model after which the guides are quoted.
AI_WAIT_S = env.float("GEOPORTAL_AI_WAIT_S", default=2.0)
# Tokens that all readers together may spend on a day of Korea, those of the questions among them; 0 means none.
AI_TOKENS_A_DAY = env.int("GEOPORTAL_AI_TOKENS_A_DAY", default=1_000_000)
# Answers that the model may write for one connection in a day; a centre's guests may share one.
AI_ANSWERS_EACH = env.int("GEOPORTAL_AI_ANSWERS_EACH", default=200)
# Answers that the model may write at the same time in one worker process.
AI_STREAMS = env.int("GEOPORTAL_AI_STREAMS", default=4)

# --- without a connection ---------------------------------------------------------------------
# Pages can be kept on a device and the portal installed; false makes devices drop what they kept.
OFFLINE = env.bool("GEOPORTAL_OFFLINE", default=True)

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["geoportal.api.render.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "geoportal.api.problems.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "geoportal",
    "DESCRIPTION": "Places, regions and events for the foreign residents of Gyeonggi-do, as GeoJSON.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["geoportal.core.openapi.portal_api_only"],
    "POSTPROCESSING_HOOKS": ["geoportal.core.openapi.describe_problems"],
}

# --- logging ----------------------------------------------------------------------------------
# Least level that is written: DEBUG, INFO, WARNING or ERROR.
LOG_LEVEL = env.str("GEOPORTAL_LOG_LEVEL", default="INFO")
# Below a warning they say too much: whole addresses of requests, and so what a person typed, or a line for each step.
TALKATIVE = ["axes", "django.db.backends", "django_tasks", "fontTools", "httpcore", "httpcore2", "httpx", "httpx2"]
TALKATIVE += ["openai", "procrastinate", "wagtail", "weasyprint", "weasyprint.progress"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "geoportal.core.log.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        **{name: {"level": "WARNING"} for name in TALKATIVE},
    },
}
