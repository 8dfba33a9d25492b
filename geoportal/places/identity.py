"""Ids for the world outside: UUIDs made of a source's name and its own keys, so that they stay what they are."""

from __future__ import annotations

from uuid import UUID, uuid5

PORTAL = UUID("6b0f3c1e-6c52-5d0a-9a5e-4f6d1f0c7e21")


def made_of(*parts: str) -> UUID:
    """The id for these words; other words never give the same one, whatever stands in them."""
    return uuid5(PORTAL, "\x1f".join(part.replace("\x1f", " ") for part in parts))


def service_id(source: str, place_key: str, key: str) -> UUID:
    """The id of a service of a place."""
    return made_of("service", source, place_key, key)


def organization_id(source: str, key: str) -> UUID:
    """The id of an organization that a source names."""
    return made_of("organization", source, key)


def location_id(source: str, place_key: str) -> UUID:
    """The id of a place."""
    return made_of("location", source, place_key)
