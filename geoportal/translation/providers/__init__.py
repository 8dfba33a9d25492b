"""The engine that the settings name, or none."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from geoportal.translation.providers.engine import Engine


def engine() -> Engine | None:
    """The engine to ask, made once a process and setting; None without one: memory and the original must do."""
    return _engine(str(settings.TRANSLATION["ENGINE"]), repr(sorted(settings.TRANSLATION.items())))


@cache
def _engine(name: str, _settings: str) -> Engine | None:
    if name == "google":
        from geoportal.translation.providers.google import Google

        return Google.from_settings()
    if name == "libretranslate":
        from geoportal.translation.providers.libretranslate import LibreTranslate

        return LibreTranslate.from_settings()
    if name:
        raise ValueError(f"GEOPORTAL_TRANSLATOR names no engine: {name}")
    return None
