"""Areas of life, types of pages, and the statuses of stay they are for; plain enums."""

from enum import StrEnum


class Area(StrEnum):
    """One of the six areas of life that guides are ordered by; its value is its slug."""

    IMMIGRATION = "immigration"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    HOUSING = "housing"
    HEALTHCARE = "healthcare"
    WELFARE = "welfare"


class PageType(StrEnum):
    """What a page is, as its file and the API name it."""

    GUIDE = "guide"
    PROCEDURE = "procedure"
    FAQ = "faq"
    CASE = "case"
    NOTICE = "notice"


# Statuses of stay (체류자격) that a page may be for. H-2 stays for those who still hold it.
STATUSES: tuple[str, ...] = (
    "C-3", "C-4", "D-2", "D-4", "D-8", "D-9", "D-10", "E-7", "E-7-4", "E-8", "E-9", "E-10", "F-1", "F-2", "F-3", "F-4",
    "F-5", "F-6", "G-1", "G-1-5", "G-1-6", "H-1", "H-2",
)  # fmt: skip
