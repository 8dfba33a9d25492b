"""A coverage run from the database's places and people to its rows and cells, and the command that makes one."""

from __future__ import annotations

import sys
from datetime import timedelta

import geopandas
import numpy as np
import pyogrio
import pytest
from django.db.models import Sum
from django.utils import timezone

from geoportal.coverage.models import CoverageCell, CoverageRow, CoverageRun
from geoportal.places.languages import spoken_id
from geoportal.regions.models import ForeignResidents
from geoportal.regions.queries import today
from maps.__main__ import main
from maps.coverage import CoverageError, run_coverage
from maps.network import NetworkError, read_network

CLINIC = (37.22, 126.85)
# A street of about 900 m that begins 100 m east of the clinic, one more that touches nothing, and a motorway.
STREETS = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="made up">
 <meta osm_base="2026-11-20T00:00:00Z"/>
 <node id="1" lat="37.22" lon="126.851"/><node id="2" lat="37.22" lon="126.861"/>
 <node id="3" lat="37.225" lon="126.861"/>
 <node id="4" lat="37.23" lon="126.83"/><node id="5" lat="37.232" lon="126.83"/>
 <node id="6" lat="37.22" lon="126.84"/><node id="7" lat="37.24" lon="126.84"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
 <way id="11"><nd ref="4"/><nd ref="5"/><tag k="highway" v="footway"/></way>
 <way id="12"><nd ref="6"/><nd ref="7"/><tag k="highway" v="motorway"/></way>
 <way id="13"><nd ref="6"/><nd ref="4"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
</osm>
"""


@pytest.fixture
def people(province):
    """1,000 in Wongok-dong, 200 in I-dong, 40 in Suwon's dong by the census of 2025; others ten years before."""
    for slug, persons in (("4127300001", 1000), ("4127100001", 200), ("4111000001", 40)):
        for year, share in ((2015, 0.5), (2025, 1)):
            ForeignResidents.objects.create(
                region=province.regions[slug], year=year, persons=int(persons * share), source=province.source
            )
    return province


@pytest.fixture
def streets(tmp_path):
    file = tmp_path / "streets.osm"
    file.write_text(STREETS, encoding="utf-8")
    return file


def run(**asked):
    return run_coverage(
        asked.get("category", "clinic"), language=asked.get("language", ""), minutes=asked.get("minutes", [5, 10, 15]),
        network_file=asked.get("network"),
    )  # fmt: skip


def row(made, slug, minutes):
    return made.rows.get(region__slug=slug, minutes=minutes)


def test_in_a_straight_line_people_are_spread_over_the_area(people, add_place):
    add_place(*CLINIC)
    made = run()
    assert (made.network, made.network_on, made.population_year, made.population_level) == ("", None, 2025, 4)
    assert (made.people, made.coarse_people, made.facilities, made.is_sample) == (1240, 0, 1, False)
    ten = row(made, "ansan-danwon", 10)
    # A circle of 670 m in a dong of 8.87 by 5.55 km.
    assert ten.within_usual == pytest.approx(1000 * np.pi * 0.67**2 / 49.2, rel=0.15)
    assert ten.people == pytest.approx(1000)
    assert row(made, "suwon", 15).within_fast == 0


def test_every_number_is_in_order_and_the_parts_are_the_whole(people, add_place):
    add_place(*CLINIC)
    add_place(37.26, 126.95)
    made = run(minutes=[5, 10, 15, 60])
    for region in CoverageRow.objects.values_list("region", flat=True).distinct():
        rows = list(made.rows.filter(region=region).order_by("minutes"))
        for name in ("within_slow", "within_usual", "within_fast"):
            numbers = [getattr(one, name) for one in rows]
            assert numbers == sorted(numbers)
        for one in rows:
            assert 0 <= one.within_slow <= one.within_usual <= one.within_fast <= one.people + 1e-6
            assert one.within_usual + one.beyond + one.unplaced == pytest.approx(one.people)
    for minutes in made.minutes:
        whole = row(made, "gyeonggi", minutes)
        cities = made.rows.filter(region__level=2, minutes=minutes).aggregate(n=Sum("people"), w=Sum("within_usual"))
        assert (cities["n"], cities["w"]) == (pytest.approx(whole.people), pytest.approx(whole.within_usual))
        assert row(made, "ansan", minutes).within_usual == pytest.approx(
            row(made, "ansan-danwon", minutes).within_usual + row(made, "ansan-sangnok", minutes).within_usual
        )


def test_along_streets_fewer_are_reached_and_who_has_none_is_told_apart(people, add_place, streets):
    add_place(*CLINIC)
    add_place(37.21, 126.89, name_ko="길이 없는 의원")
    made = run(network=streets)
    assert (made.network, str(made.network_on)) == ("streets.osm", "2026-11-20")
    assert (made.facilities, made.facilities_off) == (2, 1)
    danwon = row(made, "ansan-danwon", 15)
    assert danwon.people == pytest.approx(1000)
    assert 0 < danwon.within_usual < 1000
    # I-dong and Suwon have no street in the file: not served, and not known to be unserved.
    assert made.unplaced == pytest.approx(240)
    assert (row(made, "suwon", 15).unplaced, row(made, "suwon", 15).beyond) == (pytest.approx(40), 0)
    # The footway hangs together with nothing: its squares have no minutes, not 0.
    cells = list(made.cells.values_list("minutes", flat=True))
    assert None in cells
    assert all(one > 0 for one in cells if one is not None)
    assert len(cells) < 20


def test_no_place_counts_that_is_closed_retired_a_twin_or_nowhere(people, add_place):
    place = add_place(*CLINIC)
    add_place(37.21, 126.82, retired_at=timezone.now())
    add_place(37.21, 126.83, same_as=place)
    add_place(37.21, 126.84, closed_on=today())
    add_place(37.21, 126.86, category="pharmacy")
    rough = add_place(37.21, 126.87, position="unit")
    soon = add_place(37.21, 126.88, closed_on=today() + timedelta(days=1))
    made = run()
    assert (made.facilities, made.facilities_rough) == (2, 1)
    soon.delete()
    rough.delete()
    assert run().facilities == 1


def test_a_branch_counts_all_below_it_and_a_language_those_known_to_speak_it(people, add_place):
    add_place(*CLINIC, language_ids=[spoken_id("vi")])
    add_place(37.21, 126.82, language_ids=[spoken_id("ru")])
    add_place(37.21, 126.83, language_ids=None)
    add_place(37.21, 126.86, category="pharmacy", source=people.sample, language_ids=[])
    assert run(language="vi").facilities == 1
    assert CoverageRun.objects.get(language="vi").facilities_unknown == 1
    made = run(category="health")
    assert (made.facilities, made.is_sample, made.facilities_unknown) == (4, True, None)
    assert {source["name"] for source in made.sources} == {"made_up", "made_sample"}


def test_the_same_again_replaces_and_another_stands_beside(people, add_place, streets):
    add_place(*CLINIC)
    first = run()
    numbers = list(first.rows.order_by("pk").values_list("region", "minutes", "within_usual"))
    again = run()
    assert list(again.rows.order_by("pk").values_list("region", "minutes", "within_usual")) == numbers
    run(network=streets)
    add_place(*CLINIC, category="pharmacy")
    run(category="pharmacy")
    runs = CoverageRun.objects.order_by("category")
    assert [(one.category, one.network) for one in runs] == [("clinic", "streets.osm"), ("pharmacy", "")]
    assert {cell.run_id for cell in CoverageCell.objects.all()} == {one.pk for one in runs}


def test_nothing_is_counted_from_nothing(province, add_place):
    with pytest.raises(CoverageError, match="no foreign residents"):
        run()
    ForeignResidents.objects.create(region=province.regions["4127300001"], year=2025, persons=9, source=province.source)
    with pytest.raises(CoverageError, match="no such place is known"):
        run()
    add_place(*CLINIC)
    assert run().people == 9


def test_a_file_that_is_no_network_is_refused(tmp_path):
    empty = tmp_path / "empty.osm"
    empty.write_text(STREETS.replace("residential", "motorway").replace("footway", "proposed"), encoding="utf-8")
    with pytest.raises(NetworkError, match="no way that people walk on"):
        read_network(empty)
    other = tmp_path / "other.osm"
    other.write_text("not a map", encoding="utf-8")
    with pytest.raises(NetworkError, match=r"other\.osm"):
        read_network(other)


def command(monkeypatch, *options):
    monkeypatch.setattr(sys, "argv", ["maps", "coverage", "run", *map(str, options)])
    return main()


def test_the_command_says_what_it_counted(people, add_place, streets, monkeypatch, capsys):
    add_place(*CLINIC, source=people.sample)
    assert command(monkeypatch) == 0
    said = capsys.readouterr().out
    assert "1240 people, 1 places, SAMPLE places among them, in a straight line (people really walk further)" in said
    assert command(monkeypatch, "--network", streets, "--minutes", "10", "5", "10") == 0
    assert "along streets.osm" in capsys.readouterr().out
    assert CoverageRun.objects.get().minutes == [5, 10]
    assert command(monkeypatch, "--category", "tax_office") == 1
    assert "no such place is known" in capsys.readouterr().err


def test_a_count_that_stands_is_kept_when_only_a_missing_one_is_asked_for(people, add_place, monkeypatch, capsys):
    add_place(*CLINIC)
    made = run()
    assert command(monkeypatch, "--if-missing") == 0
    assert CoverageRun.objects.get().pk == made.pk
    assert capsys.readouterr().out == ""


def test_a_geopackage_has_the_numbers_the_squares_and_the_methods(people, add_place, tmp_path, monkeypatch, capsys):
    out = tmp_path / "coverage.gpkg"
    monkeypatch.setattr(sys, "argv", ["maps", "coverage", "export", "--out", str(out)])
    assert main() == 1
    assert "has not been counted" in capsys.readouterr().err
    add_place(*CLINIC)
    made = run()
    assert main() == 0
    regions, squares = (geopandas.read_file(out, layer=name) for name in ("regions", "squares"))
    assert (regions.crs.to_epsg(), squares.crs.to_epsg()) == (5186, 5186)
    assert len(regions) == made.rows.count()
    danwon = regions[(regions["region_ko"] == "단원구") & (regions["minutes"] == 10)].iloc[0]
    assert danwon["within"] == round(row(made, "ansan-danwon", 10).within_usual)
    assert danwon["distance"] == "straight line: people really walk further"
    assert len(squares) == made.cells.count()
    assert squares.area.mean() == pytest.approx(62_500, rel=0.001)
    assert 0 < squares["minutes"].isna().sum() < len(squares)
    said = dict(pyogrio.read_dataframe(out, layer="methods").itertuples(index=False))
    assert said["assumption"] == "the people of a unit are spread evenly over all squares of 250 m of a unit"
    assert (said["m_per_min"], said["places"]) == ("50/67/80", "1")
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    "options", [("--category", "castle"), ("--language", "xx"), ("--minutes", "0"), ("--minutes", "61"),
                ("--network", "missing.osm")],
)  # fmt: skip
def test_what_makes_no_sense_is_said_before_any_work(options, monkeypatch, capsys):
    with pytest.raises(SystemExit) as stopped:
        command(monkeypatch, *options)
    assert stopped.value.code == 2
    assert options[0] in capsys.readouterr().err
