"""How coverage is counted: the grid, the speeds, the smallest number that is shown; plain values, no Django."""

from enum import StrEnum

# The side of a cell; corners are multiples of it in EPSG:5179.
CELL_M = 250
# Metres walked in a minute: slow (a child, an older person, a stroller), usual, fast. Each number is counted with all
# three, for nobody knows how fast the people walk who live there.
SPEEDS_M_PER_MIN = (50, 67, 80)
MINUTES = (5, 10, 15)
MOST_MINUTES = 60
# A smaller number could point at persons whom their neighbours know, so it is shown as "fewer than" this one.
LEAST_SHOWN = 5


class Speed(StrEnum):
    """Which of the three speeds a number was counted with."""

    SLOW = "slow"
    USUAL = "usual"
    FAST = "fast"
