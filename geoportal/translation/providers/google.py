"""Google Cloud Translation v3, by Google's own client: over gRPC or REST, as plain text, with a timeout and retries.

Over its quota the service answers 403, as it does for a wrong account: the two are told apart by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import grpc
from django.conf import settings
from google.api_core import exceptions
from google.api_core.client_options import ClientOptions
from google.api_core.retry import Retry, if_exception_type
from google.auth.credentials import AnonymousCredentials, Credentials
from google.auth.exceptions import GoogleAuthError
from google.cloud.translate_v3 import TranslateTextGlossaryConfig, TranslateTextRequest, TranslationServiceClient
from google.cloud.translate_v3.services.translation_service.transports import (
    TranslationServiceGrpcTransport,
    TranslationServiceRestTransport,
)
from google.oauth2.service_account import Credentials as ServiceAccount

from geoportal.translation.providers.engine import Refused, Spent, Unanswered, Unsuitable

SCOPES = ["https://www.googleapis.com/auth/cloud-translation"]
QUOTA = re.compile(r"limit exceeded|quota|rate limit|resource.exhausted", re.IGNORECASE)
# Tags that Google spells otherwise.
TAGS = {"zh-Hans": "zh-CN", "uz-Latn": "uz"}
# Where retrying helps; a quota does not come back within seconds.
AGAIN = if_exception_type(exceptions.ServiceUnavailable, exceptions.BadGateway)


class Google:
    """One project of Google Cloud; `parent` is `projects/P/locations/L`."""

    most_texts = 1024
    most_characters = 30_000

    def __init__(
        self, client: TranslationServiceClient, *, parent: str, model: str, glossary: str, timeout_s: float
    ) -> None:
        self.client, self.parent, self.timeout_s = client, parent, timeout_s
        self.model = f"{parent}/models/{model}" if model else ""
        self.name, self.glossary = f"google:{model or 'default'}", glossary

    @classmethod
    def from_settings(cls) -> Google:
        """As settings.TRANSLATION says; ValueError when the account's file cannot be read."""
        chosen = settings.TRANSLATION
        return cls(
            client_of(chosen),
            parent=f"projects/{chosen['GOOGLE_PROJECT']}/locations/{chosen['GOOGLE_LOCATION']}",
            model=chosen["GOOGLE_MODEL"],
            glossary=chosen["GOOGLE_GLOSSARY"],
            timeout_s=chosen["TIMEOUT_S"],
        )

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One call; see Engine."""
        request = TranslateTextRequest(
            parent=self.parent,
            contents=list(texts),
            mime_type="text/plain",
            source_language_code=TAGS.get(source, source),
            target_language_code=TAGS.get(target, target),
            model=self.model,
        )
        if self.glossary:
            name = f"{self.parent}/glossaries/{self.glossary}"
            request.glossary_config = TranslateTextGlossaryConfig(glossary=name)
        retry = Retry(predicate=AGAIN, initial=0.2, maximum=1.0, multiplier=2.0, timeout=self.timeout_s)
        try:
            answer = self.client.translate_text(request=request, timeout=self.timeout_s, retry=retry)
        except (exceptions.GoogleAPIError, GoogleAuthError, grpc.RpcError, OSError, ValueError) as error:
            raise told(error) from error
        found = answer.glossary_translations if self.glossary else answer.translations
        return [one.translated_text for one in found]


def told(error: Exception) -> Exception:
    """Google's error in our terms."""
    said = str(error)
    if isinstance(error, exceptions.TooManyRequests | exceptions.ResourceExhausted):
        return Spent("quota")
    if isinstance(error, exceptions.Forbidden):
        return Spent("quota") if QUOTA.search(said) else Refused("forbidden")
    if isinstance(error, exceptions.Unauthorized | GoogleAuthError):
        return Refused("account")
    if isinstance(error, exceptions.BadRequest | exceptions.NotFound) or getattr(error, "code", None) == 413:
        return Unsuitable(type(error).__name__)
    return Unanswered(type(error).__name__)


def client_of(chosen: dict[str, Any]) -> TranslationServiceClient:
    """Google's client for these settings. An endpoint that begins with `http://` is spoken to without TLS or account:
    only a server on this machine may be reached so. Any other endpoint is the host name of a region."""
    endpoint = str(chosen["GOOGLE_ENDPOINT"])
    rest = chosen["GOOGLE_TRANSPORT"] == "rest"
    if endpoint.startswith("http://"):
        return TranslationServiceClient(transport=_plain(endpoint.removeprefix("http://"), rest=rest))
    options = ClientOptions(api_endpoint=endpoint) if endpoint else None
    return TranslationServiceClient(
        credentials=_account(str(chosen["GOOGLE_CREDENTIALS"])),
        transport="rest" if rest else "grpc",
        client_options=options,
    )


def _account(path: str) -> Credentials | None:
    """The service account's file; None leaves it to Google's own search on this machine."""
    return ServiceAccount.from_service_account_file(path, scopes=SCOPES) if path else None


def _plain(address: str, *, rest: bool) -> Any:
    host = address.rsplit(":", 1)[0]
    if host not in ("127.0.0.1", "localhost", "[::1]"):
        raise ValueError("An endpoint without TLS must be on this machine.")
    if rest:
        return TranslationServiceRestTransport(host=address, url_scheme="http", credentials=AnonymousCredentials())
    return TranslationServiceGrpcTransport(channel=grpc.insecure_channel(address))
