"""The portal's two taxonomies as HSDS has them: kinds of services, and categories of places."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from geoportal.places.categories import TREE, Category
from geoportal.places.identity import made_of
from geoportal.places.kinds import ServiceKind
from geoportal.places.labels import LABELS
from geoportal.places.offer_labels import SERVICES

KINDS = "service_kinds"
CATEGORIES = "place_categories"


def taxonomy_id(name: str) -> str:
    return str(made_of("taxonomy", name))


def term_id(taxonomy: str, code: str) -> str:
    return str(made_of("term", taxonomy, code))


def taxonomies() -> list[dict[str, Any]]:
    """Both taxonomies, in the reader's language."""
    return [
        {"id": taxonomy_id(KINDS), "name": _("Kinds of services"), "description": _("What is done for somebody.")},
        {"id": taxonomy_id(CATEGORIES), "name": _("Categories of places"), "description": _("What a place is.")},
    ]


def kind_term(kind: ServiceKind) -> dict[str, Any]:
    """A kind of service as a term."""
    return term(KINDS, kind.value, str(SERVICES[kind]))


def category_term(category: Category) -> dict[str, Any]:
    """A category as a term, below its branch."""
    branch = next(branch for branch, leaves in TREE.items() if category in leaves)
    return term(CATEGORIES, category.value, str(LABELS[category])) | {"parent_id": term_id(CATEGORIES, branch.value)}


def term(taxonomy: str, code: str, name: str) -> dict[str, Any]:
    return {
        "id": term_id(taxonomy, code), "code": code, "name": name, "description": name,
        "taxonomy_id": taxonomy_id(taxonomy),
    }  # fmt: skip


def terms() -> list[dict[str, Any]]:
    """Every term of both taxonomies, parents first."""
    branches = [term(CATEGORIES, branch.value, str(LABELS[branch])) for branch in TREE]
    leaves = [category_term(category) for category in Category]
    return [*(kind_term(kind) for kind in ServiceKind), *branches, *leaves]


def kind_of_term(term: str) -> ServiceKind | None:
    """The kind of service that a term's id stands for; None for any other id."""
    return next((kind for kind in ServiceKind if term_id(KINDS, kind.value) == term), None)
