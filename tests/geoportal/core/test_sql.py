import re

import pytest

from geoportal.core.sql import GEOPORTAL, statement

FILES = sorted(GEOPORTAL.glob("*/sql/*.sql"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_each_statement_says_its_question_and_its_columns(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    comment = [line for line in lines if line.startswith("--")]
    assert comment
    assert lines[0].startswith("-- ")
    assert len(comment) >= 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_transforms_name_their_system_by_number(file):
    """A text like 'EPSG:3857' makes ST_Transform two thousand times slower."""
    assert not re.search(r"ST_Transform\([^;]*'EPSG", file.read_text(encoding="utf-8"))


def test_comments_never_reach_the_database():
    assert "--" not in statement("places/near")
