"""The map's colours: light, dark, of high contrast in either, and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geoportal.places.categories import Branch


class Theme(StrEnum):
    """The themes that `/tiles/style.json?theme=` takes."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CONTRAST_DARK = "contrast-dark"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; `halo` is behind text and around dots, `group` of dots that stand for several."""

    name: Theme
    ink: str
    halo: str
    paper: str
    water: str
    line: str
    faint: str
    group: str
    group_ink: str
    branches: dict[Branch, str]
    # How much wider than usual lines are.
    stroke: float = 1.0
    # Light lines on a dark ground: pictures of others, drawn for the day, are inverted.
    is_dark: bool = False


def _branches(health: str, education: str, support: str, offices: str) -> dict[Branch, str]:
    return {
        Branch.HEALTH: health,
        Branch.EDUCATION: education,
        Branch.SUPPORT: support,
        Branch.OFFICES: offices,
    }


THEMES: dict[Theme, Palette] = {
    palette.name: palette
    for palette in (
        Palette(
            Theme.LIGHT, ink="#1f2733", halo="#ffffff", paper="#f6f4ef", water="#dfe8f0", line="#8b97a8",
            faint="#c9cfd8", group="#31598c", group_ink="#ffffff",
            branches=_branches("#c2362f", "#1f6fb5", "#7a3fa8", "#2f6b3a"),
        ),
        Palette(
            Theme.DARK, ink="#eef2f7", halo="#10151d", paper="#1b222c", water="#10151d", line="#6b7a90",
            faint="#39434f", group="#9cc3f5", group_ink="#10151d", is_dark=True,
            branches=_branches("#ff8a80", "#82b6ff", "#d0a2ff", "#86d996"),
        ),
        Palette(
            Theme.CONTRAST, ink="#000000", halo="#ffffff", paper="#ffffff", water="#d4e4f2", line="#000000",
            faint="#595959", group="#00316e", group_ink="#ffffff", stroke=1.6,
            branches=_branches("#8f0000", "#003b8e", "#5a1590", "#0b4a18"),
        ),
        Palette(
            Theme.CONTRAST_DARK, ink="#ffffff", halo="#000000", paper="#000000", water="#12283a", line="#ffffff",
            faint="#a6a6a6", group="#ffe97a", group_ink="#000000", stroke=1.6, is_dark=True,
            branches=_branches("#ffb3ab", "#a8d0ff", "#e3c4ff", "#a9eab6"),
        ),
        Palette(
            Theme.PRINT, ink="#000000", halo="#ffffff", paper="#ffffff", water="#eeeeee", line="#555555",
            faint="#aaaaaa", group="#333333", group_ink="#ffffff",
            branches=_branches("#8f0000", "#003b8e", "#5a1590", "#0b4a18"),
        ),
    )
}  # fmt: skip
