"""Every translation of the guides' files passes the checks."""

from __future__ import annotations

import pytest

from geoportal.translation import guide_messages

FILES = list(guide_messages.files())


@pytest.mark.parametrize(("language", "path"), FILES, ids=[f"{code}-{path.stem}" for code, path in FILES])
def test_no_check_fails(language, path):
    wrong = [fault for fault in guide_messages.faults(language, path) if fault.finding.is_error]
    assert not [f"{path.name}:{fault.line} {fault.finding.message}" for fault in wrong]


def test_there_are_files_to_check():
    assert len(FILES) >= 6
