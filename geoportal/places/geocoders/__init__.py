"""Address services of others, each off without its key; they are sent the typed address and nothing else."""

from __future__ import annotations

import structlog

from geoportal.places.geocoders import juso, kakao, vworld
from geoportal.places.geocoders.answers import Found, Unanswered

PROVIDERS = {"juso": juso.find, "vworld": vworld.find, "kakao": kakao.find}
log = structlog.get_logger("geoportal.geocoders")


def find(address: str, *, keys: dict[str, str], bases: dict[str, str]) -> list[Found]:
    """What the first provider with a key finds; the next one is asked when it finds nothing or does not answer.

    The log names the provider that failed and how, never the address.
    """
    for name, ask in PROVIDERS.items():
        if not keys.get(name):
            continue
        try:
            if found := ask(address, key=keys[name], base=bases[name]):
                return found
        except Unanswered as error:
            log.warning("geocoder failed", provider=name, why=str(error))
    return []
