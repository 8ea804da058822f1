"""What a health check found."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from ..devices import Device


@dataclass(frozen=True)
class Library:
    """A library by its name in a requirements file; `version` is "" if it is not known."""

    name: str
    version: str
    problem: str = ""


@dataclass(frozen=True)
class Calculation:
    """A small computation on one device, compared with numpy; `problem` is "" if they agree."""

    device: str
    what: str
    seconds: float
    problem: str = ""

    @property
    def on_cpu(self) -> bool:
        return self.device == "cpu"


@dataclass(frozen=True)
class Health:
    """The state of an engine.

    Attributes:
        notes: sentences on what is no fault but may surprise, such as why no GPU is used.
    """

    engine: str
    python: str
    platform: str
    libraries: tuple[Library, ...]
    devices: tuple[Device, ...]
    calculations: tuple[Calculation, ...]
    notes: tuple[str, ...] = ()

    @property
    def problems(self) -> list[str]:
        """A sentence for everything that does not work; its end says what helps."""
        found = [library.problem for library in self.libraries]
        found += [device.problem for device in self.devices]
        found += [calculation.problem for calculation in self.calculations]
        return [problem for problem in found if problem]

    @property
    def fatal(self) -> list[str]:
        """The problems without which there is no engine; one of a GPU leaves the CPU to work on."""
        found = [library.problem for library in self.libraries]
        found += [device.problem for device in self.devices if device.kind == "cpu"]
        found += [calculation.problem for calculation in self.calculations if calculation.on_cpu]
        return [problem for problem in found if problem]

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def summary(self) -> str:
        """One line: that all works, or the first problem."""
        if self.ok:
            libraries = _counted(len(self.libraries), "library", "libraries")
            tried = len({calculation.device for calculation in self.calculations})
            if not tried:
                return f"All {libraries} can be loaded; no device was tried."
            return f"All {libraries} and {_counted(tried, 'device', 'devices')} work."
        first, *others = self.problems
        more = _counted(len(others), "more problem", "more problems")
        return f"{first} ({more})" if others else first

    def as_json(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {
            "ok": self.ok,
            "summary": self.summary,
            "problems": self.problems,
            "fatal": self.fatal,
            **dataclasses.asdict(self),
        }


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
