"""Django's manage.py, installed as the command `geoportal`."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run a management command; one module must have one name, so this folder leaves the path."""
    here = str(Path(__file__).resolve().parent)
    root = str(Path(here).parent)
    sys.path[:] = [root, *(entry for entry in sys.path if entry not in (here, root))]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    if sys.argv[1:2] == ["migrate"]:
        # An index over a million rows takes longer than any answer to a reader may.
        os.environ["GEOPORTAL_STATEMENT_TIMEOUT_MS"] = "0"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
