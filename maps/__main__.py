"""The command `maps`: `maps atlas build`, `tiles build`, `coverage run`, `export`; `--help` says what each takes."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from geoportal.core.languages import LANGUAGES
from geoportal.coverage.categories import MINUTES, MOST_MINUTES
from geoportal.places.categories import leaves
from geoportal.places.languages import spoken_tag

if TYPE_CHECKING:
    from geoportal.coverage.models import CoverageRun

# Those of geoportal/ogc/collections.py and maps/export.py, named here so that --help needs no database.
LAYERS = ("places", "events", "regions", "service_areas", "foreign_residents")
FORMS = (".gpkg", ".geojson", ".csv")


def main() -> int:
    """Run one command; 0 when it worked, 1 with a message when it did not, 2 when the command makes no sense."""
    options = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    logging.getLogger("pyogrio").setLevel(logging.WARNING)
    return {"atlas": atlas, "tiles": tiles, "coverage": coverage, "export": export}[options.subject](options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="maps", description=__doc__)
    subjects = parser.add_subparsers(dest="subject", required=True)
    atlas = subjects.add_parser("atlas", help="one HTML map per si/gun").add_subparsers(dest="action", required=True)
    build = atlas.add_parser("build", help="write the maps")
    build.add_argument("--region", help="slug or code of one si/gun or gu; all si/gun when left out")
    build.add_argument("--out", type=Path, default=Path("atlas"), help="folder to write to (default: atlas)")
    tiles = subjects.add_parser("tiles", help="the map as one file").add_subparsers(dest="action", required=True)
    build = tiles.add_parser("build", help="write the map's tiles as PMTiles (GEOPORTAL_TILES_FILE serves them)")
    build.add_argument("--out", type=Path, default=Path("map.pmtiles"), help="file to write (default: map.pmtiles)")
    build.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many draw (default: all cores)")
    coverage = subjects.add_parser("coverage", help="who lives within a walk of a service")
    actions = coverage.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="count one service, in place of the last count of it")
    export = actions.add_parser("export", help="write the count of one service as a GeoPackage (EPSG:5186)")
    for action in (run, export):
        action.add_argument(
            "--category", default="clinic", help="kind of place, or a branch as `health` (default: clinic)"
        )
        action.add_argument("--language", default="", help="only places known to speak it, as `vi`")
    run.add_argument("--minutes", type=int, nargs="+", default=MINUTES, help="minutes on foot (default: 5 10 15)")
    run.add_argument("--network", type=Path, help=".osm or .osm.pbf file of the streets; straight lines when left out")
    run.add_argument("--if-missing", action="store_true", help="do nothing when this service was counted before")
    export.add_argument(
        "--out", type=Path, default=Path("coverage.gpkg"), help="file to write (default: coverage.gpkg)"
    )
    layer = subjects.add_parser("export", help="a layer as a file: GeoPackage (EPSG:5186), GeoJSON or CSV")
    layer.add_argument("layer", choices=LAYERS)
    layer.add_argument("--out", type=Path, help="file to write; its ending says the form (default: LAYER.gpkg)")
    layer.add_argument("--where", default="", help="a condition in CQL2, as \"category = 'clinic'\" (docs/ogc.md)")
    layer.add_argument("--on", default="", help="a day, or from/to, as 2026-01-01/..: what has days then")
    layer.add_argument("--lang", default="ko", help="language of names and titles (default: ko)")
    options = parser.parse_args()
    if options.subject == "export":
        refuse_export(parser, options)
    if options.subject == "coverage":
        refuse_unknown(parser, options)
    if "out" in options and (why := unwritable(options.out, is_folder=options.subject == "atlas")):
        parser.error(f"{options.out} cannot be written: {why}")
    return options


def refuse_unknown(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Say before any work which service cannot be meant, and what of a run makes no sense."""
    try:
        leaves(options.category)
    except ValueError:
        parser.error(f"--category: there is no kind {options.category}")
    try:
        options.language = spoken_tag(options.language) if options.language else ""
    except KeyError:
        parser.error(f"--language: {options.language} is not in the list of geoportal/places/languages.py")
    if options.action == "run":
        options.minutes = sorted(set(options.minutes))
        if not (options.minutes[0] >= 1 and options.minutes[-1] <= MOST_MINUTES):
            parser.error(f"--minutes: from 1 to {MOST_MINUTES}")
        if options.network and not options.network.is_file():
            parser.error(f"--network: there is no file {options.network}")


def refuse_export(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Say before any work what cannot be written, and in which language."""
    options.out = options.out or Path(f"{options.layer}.gpkg")
    if options.out.suffix not in FORMS:
        parser.error(f"--out: the ending is one of {', '.join(FORMS)}")
    if options.lang not in LANGUAGES:
        parser.error(f"--lang: one of {', '.join(LANGUAGES)}")


def unwritable(out: Path, *, is_folder: bool) -> str:
    """Why the folder or file cannot be written, asked before any work; empty when it can."""
    if not is_folder and out.is_dir():
        return "it is a folder."
    folder = out if is_folder else out.parent
    try:
        if is_folder:
            folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return f"{error.strerror}."


def atlas(options: argparse.Namespace) -> int:
    from maps.atlas import AtlasError, build_atlas

    try:
        files = build_atlas(options.out, only=options.region)
    except AtlasError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(files)} maps in {options.out}")
    return 0


def tiles(options: argparse.Namespace) -> int:
    from maps.tiles import TilesError, build_tiles

    try:
        built = build_tiles(options.out, processes=options.processes)
    except TilesError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{built.tiles} tiles, {built.bytes / 1e6:.1f} MB in {options.out}")
    return 0


def export(options: argparse.Namespace) -> int:
    from geoportal.core.languages import language_of
    from maps.export import ExportError, write_layer

    language = language_of(options.lang).django_code
    try:
        number = write_layer(options.layer, options.out, where=options.where, on=options.on, language=language)
    except ExportError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{number} features in {options.out}, with their sources and licences")
    return 0


def coverage(options: argparse.Namespace) -> int:
    from geoportal.coverage.models import CoverageRun

    last = CoverageRun.objects.of(options.category, options.language).with_source().first()
    if options.action == "export":
        return coverage_export(options, last)
    return 0 if last and options.if_missing else coverage_run(options)


def coverage_run(options: argparse.Namespace) -> int:
    from maps.coverage import CoverageError, run_coverage
    from maps.network import NetworkError

    try:
        run = run_coverage(
            options.category, language=options.language, minutes=options.minutes, network_file=options.network
        )
    except (CoverageError, NetworkError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    how = f"along {run.network}" if run.network else "in a straight line (people really walk further)"
    sample = ", SAMPLE places among them" if run.is_sample else ""
    print(f"{run.people} people, {run.facilities} places{sample}, {how}; see /coverage/?category={run.category}")
    return 0


def coverage_export(options: argparse.Namespace, run: CoverageRun | None) -> int:
    from maps.coverage_file import write_geopackage

    if run is None:
        print("error: this has not been counted; run: maps coverage run", file=sys.stderr)
        return 1
    write_geopackage(run, options.out)
    print(f"the count of {run.made_at:%Y-%m-%d} in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
