"""The translation app; it settles what the interface falls back to."""

from django.apps import AppConfig

from geoportal.core.english import fall_back_to_english


class Translation(AppConfig):
    name = "geoportal.translation"

    def ready(self) -> None:
        fall_back_to_english()
