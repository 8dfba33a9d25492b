"""The command `maps`: `maps atlas build [--region SLUG] [--out DIR]`, `maps tiles build [--out FILE]`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryFile


def main() -> int:
    """Run one command; 0 when it worked, 1 with a message when it did not, 2 when the command makes no sense."""
    options = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    return atlas(options) if options.subject == "atlas" else tiles(options)


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
    options = parser.parse_args()
    if why := unwritable(options.out, is_folder=options.subject == "atlas"):
        parser.error(f"{options.out} cannot be written: {why}")
    return options


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


if __name__ == "__main__":
    sys.exit(main())
