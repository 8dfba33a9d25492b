"""The assistant as a Django application."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "geoportal.assistant"
