"""Hashed, compressed static files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Django's manifest with gzip and brotli, following imports between JavaScript modules."""

    support_js_module_import_aggregation = True
