"""The engine's check of itself, in a process of its own: a library may crash or never return."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path

import medaiassist_engine

from .child import Child
from .faults import EnvironmentFailure, of_system, signal_name
from .place import Place
from .recipe import Recipe, Source
from .running import running
from .task import Report, Steps

_MAIN = Path(medaiassist_engine.__file__).parent / "__main__.py"
_LIMIT_S = 300.0
_LOG_LINES = 15


def verify(place: Place, report: Report, recipe: Recipe | None = None) -> Steps:
    """Check the environment that counts; `install(..., fresh=True)` mends what is found.

    Raises:
        EnvironmentFailure: there is none, or something in it does not work.
    """
    report(0.0, "checking", None)
    python = place.python()
    if python is None:
        lost = place.installed() is not None
        raise EnvironmentFailure(
            f"The environment in {place.root} is damaged or was removed. Press Repair under "
            "Engine to make it anew."
            if lost
            else f"There is no environment in {place.root}. Press Install under Engine."
        )
    try:
        problems, log = yield from problems_of(place, python, recipe or Recipe())
    except OSError as error:
        raise of_system(error, "checking", place.root) from error
    if problems:
        raise EnvironmentFailure(
            f"The environment does not work: {problems[0]} Press Repair under Engine to make it "
            "anew.",
            "\n".join([*problems, *log]),
        )
    return "The environment works."


def problems_of(
    place: Place, python: Path, recipe: Recipe
) -> Generator[object, None, tuple[list[str], list[str]]]:
    """What does not work in an environment, in whole sentences, and the end of the check's log."""
    command = [str(python), "-I", "-X", "utf8", str(_MAIN), "check", "--json"]
    if recipe.needed:
        command += ["--need", ",".join(recipe.needed)]
    child = yield from running(place, Source(), command, limit_s=_LIMIT_S)
    return [_sentence(text) for text in _problems(child)], child.log[-_LOG_LINES:]


def _problems(child: Child) -> list[str]:
    if child.overdue or child.code is None:
        return [f"Its self-check did not end within {_LIMIT_S:.0f} s and was stopped."]
    if child.code < 0:
        return [f"Its self-check crashed ({signal_name(child.code)}), perhaps in a library."]
    try:
        return [str(text) for text in json.loads(child.output)["fatal"]]
    except (ValueError, KeyError, TypeError):
        return [f"Its self-check ended without an answer (exit code {child.code})."]


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
