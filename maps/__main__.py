"""The command `maps`: `maps atlas build [--region SLUG] [--out DIR]`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    """Run one command; 0 when it worked, 1 with a message when it did not."""
    parser = argparse.ArgumentParser(prog="maps", description=__doc__)
    subjects = parser.add_subparsers(dest="subject", required=True)
    atlas = subjects.add_parser("atlas", help="one HTML map per si/gun").add_subparsers(dest="action", required=True)
    build = atlas.add_parser("build", help="write the maps")
    build.add_argument("--region", help="slug or code of one si/gun or gu; all si/gun when left out")
    build.add_argument("--out", type=Path, default=Path("atlas"), help="folder to write to (default: atlas)")
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    from maps.atlas import AtlasError, build_atlas

    try:
        files = build_atlas(options.out, only=options.region)
    except AtlasError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(files)} maps in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
