"""The time left counts from where a run began, not from what an earlier one had done."""

from __future__ import annotations

import itertools
import types

import pytest

from medaiassist_engine.cli import console


@pytest.mark.parametrize(
    ("first", "expected"),
    [(0.0, "about 90 s left"), (0.4, "about 13 min left")],
)
def test_plain_lines_tell_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    first: float,
    expected: str,
) -> None:
    seconds = itertools.chain([0.0], itertools.repeat(90.0 if first == 0 else 120.0))
    clock = types.SimpleNamespace(monotonic=lambda: next(seconds))
    monkeypatch.setattr(console, "time", clock)
    with console.progress("cases") as report:
        report(first, "first")
        report(0.5 if first == 0 else 0.48, "next")
    lines = capsys.readouterr().err.splitlines()
    assert "left" not in lines[0]
    assert expected in lines[1]
