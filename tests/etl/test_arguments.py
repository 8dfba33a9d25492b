"""What may be said on the command line, and what reaches the run."""

import getpass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from etl.__main__ import main
from etl.arguments import read
from etl.override import operator, run_options
from etl.progress import counted
from etl.run import Options, Outcome, Status


def test_all_that_a_run_takes() -> None:
    asked = read(
        ["run", "hira_hospitals", "--force", "--accept", "fall", "--accept", "moved", "--why", "The list was cut",
         "--since", "2026-03-01", "--no-fetch", "--report", "runs.jsonl"]
    )  # fmt: skip
    assert (asked.name, asked.due, asked.force, asked.dry_run) == ("hira_hospitals", False, True, False)
    assert (asked.accept, asked.why) == (["fall", "moved"], "The list was cut")
    assert asked.since == datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Seoul"))
    assert (asked.fetch, asked.report) == (False, Path("runs.jsonl"))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("run", "say either a source"),
        ("run hira_hospitals --due", "say either a source"),
        ("run --due --accept fall --why because", "not for --due"),
        ("run hira_hospitals --accept fall", "belong together"),
        ("run hira_hospitals --why because", "belong together"),
        ("run hira_hospitals --accept everything --why because", "invalid choice"),
        ("run hira_hospitals --accept-fall", "unrecognized|ambiguous|expected one argument"),
        ("run hira_hospitals --since yesterday", "invalid day value"),
        ("sample hira_hospitals -n 0", "invalid positive value"),
        ("", "required"),
    ],
)
def test_what_makes_no_sense_ends_with_2(words: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words.split())
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert any(part in said for part in why.split("|"))


def test_an_override_has_a_name_and_a_reason() -> None:
    with pytest.raises(ValueError, match="named person and for a reason"):
        run_options(accept=["fall"], why=" ", by="kim")
    with pytest.raises(ValueError, match="named person and for a reason"):
        run_options(accept=["fall"], why="because")
    with pytest.raises(ValueError, match="not a valid Guard"):
        run_options(accept=["all"], why="because", by="kim")


def test_a_run_knows_all_that_was_asked() -> None:
    since = datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Seoul"))
    how = run_options(accept=["moved"], why="They were surveyed again", by="kim", since=since, fetch=False, force=True)
    assert (how.accept, how.why, how.by) == (frozenset({"moved"}), "They were surveyed again", "kim")
    assert (how.since, how.fetch, how.force, how.dry_run) == (since, False, True, False)


def test_who_gives_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUDO_USER", raising=False)
    assert operator() == getpass.getuser()
    monkeypatch.setenv("SUDO_USER", "kim")
    assert operator() == "kim"


@pytest.mark.parametrize(("done", "total", "text"), [(0, 0, ""), (0, 10, "0 of 10"), (1200, 60000, "1,200 of 60,000")])
def test_progress_is_counted_when_the_whole_is_known(done: int, total: int, text: str) -> None:
    assert counted(done, total) == text


def test_a_run_may_tell_a_step_with_or_without_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(name: str, how: Options, *, say: object) -> Outcome:
        say("fetching")  # type: ignore[operator]
        say("parsing", 3, 10)  # type: ignore[operator]
        return Outcome(name, Status.UNCHANGED, "Same as before.")

    monkeypatch.setattr("etl.run.run", run)
    assert main(["run", "hira_hospitals"]) == 0
    assert capsys.readouterr().out == "hira_hospitals: unchanged. Same as before.\n"
