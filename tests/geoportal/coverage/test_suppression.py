"""No small number can be read or worked out from what is shown."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geoportal.coverage.suppression import hidden, is_few

PROVINCE = 0
numbers = st.one_of(st.just(0), st.integers(1, 8), st.integers(5, 500))


@st.composite
def provinces(draw):
    """Cities of a province, some with districts, each with people within and beyond; sums above."""
    parts: dict[int, list[float]] = {}
    parents: dict[int, int] = {}
    city = 1
    for districts in draw(st.lists(st.integers(0, 4), min_size=1, max_size=6)):
        parents[city] = PROVINCE
        below = [city * 100 + number for number in range(districts)]
        for region in below or [city]:
            parts[region] = [draw(numbers), draw(numbers)]
        for region in below:
            parents[region] = city
        if below:
            parts[city] = [sum(parts[region][part] for region in below) for part in (0, 1)]
        city += 1
    parts[PROVINCE] = [sum(parts[one][part] for one in range(1, city)) for part in (0, 1)]
    return parts, parents


def worked_out(parts, parents, gone):
    """The hidden regions whose numbers follow from the sums and from what is shown, as a reader would find them."""
    unknown = sorted(gone)
    equations = []
    for parent in set(parents.values()):
        group = [parent, *(region for region, above in parents.items() if above == parent)]
        signs = {region: -1.0 if region == parent else 1.0 for region in group}
        equations.append([signs.get(region, 0.0) for region in unknown])
    matrix = np.array(equations).reshape(len(equations), len(unknown))
    rank = np.linalg.matrix_rank(matrix) if matrix.size else 0
    found = []
    for place, region in enumerate(unknown):
        one = np.zeros(len(unknown))
        one[place] = 1
        if matrix.size and np.linalg.matrix_rank(np.vstack((matrix, one))) == rank:
            found.append(region)
    return found


@settings(max_examples=400, deadline=None)
@given(provinces())
def test_every_small_number_is_hidden_and_cannot_be_worked_out(province):
    parts, parents = province
    gone = hidden(parts, parents)
    few = {region for region, found in parts.items() if any(is_few(number) for number in found)}
    assert few <= gone
    # A sum of one region only is that region; a district without anybody is no secret.
    assert not [region for region in worked_out(parts, parents, gone) if region in few and len(gone) > 1]


def test_nothing_small_hides_nothing():
    parts = {0: [30.0, 40.0], 1: [10.0, 40.0], 2: [20.0, 0.0]}
    assert hidden(parts, {1: 0, 2: 0}) == set()


def test_a_neighbour_goes_with_a_single_small_number():
    parts = {0: [113.0, 120.0], 1: [3.0, 20.0], 2: [10.0, 40.0], 3: [100.0, 60.0]}
    assert hidden(parts, {1: 0, 2: 0, 3: 0}) == {1, 2}


def test_a_hidden_city_hides_districts_whose_sum_it_is():
    parts = {0: [13.0, 99.0], 1: [4.0, 30.0], 10: [4.0, 10.0], 11: [0.0, 20.0], 2: [9.0, 69.0]}
    gone = hidden(parts, {1: 0, 2: 0, 10: 1, 11: 1})
    assert {1, 2, 10} <= gone
