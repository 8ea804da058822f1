"""What the system refuses, as sentences with a remedy."""

from __future__ import annotations

import errno
import re
import signal
from collections.abc import Sequence
from pathlib import Path

from ..session.failures import Failure

_LAST_LINES = 15
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PASSWORD = re.compile(r"(://)[^\s/]*@")


class EnvironmentFailure(Failure):
    """The environment could not be made, changed or removed; what was there before still is."""


class NotWorking(EnvironmentFailure):
    """The environment was made, but does not work."""


def of_system(error: OSError, doing: str, place: Path) -> EnvironmentFailure:
    """Why the system refused something in the place.

    Args:
        doing: completes "while ...".
    """
    at = error.filename or place
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        text = f"The disk is full: {place} has no room. Free some space, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        text = (
            f"The folder {place} cannot be written to ({error.strerror}). Correct its "
            "permissions, or choose another folder for the environment."
        )
    elif error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        text = (
            f"{_file_in_the_way(place)} is a file where a folder is needed, or the other way "
            "round. Move it away, or choose another folder for the environment."
        )
    elif error.errno == errno.ENAMETOOLONG:
        text = (
            f"The path of the folder {place} is too long for this system. Choose a shorter one "
            "for the environment."
        )
    elif error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
        text = (
            f"The disk of {place} cannot lock files, so that two Slicers could disturb each "
            "other. Choose a folder on a disk of this computer for the environment."
        )
    elif error.errno == errno.ENOENT:
        text = f"{at} vanished while {doing}; another program removed it. Try again."
    else:
        text = (
            f"The system refused {at} while {doing}: {error.strerror or error}. Try again, or "
            "choose another folder for the environment."
        )
    return EnvironmentFailure(text, f"while {doing}: {error!r}")


def not_started(error: OSError, program: str, place: Path) -> EnvironmentFailure:
    """Why a program could not be started: uv, or the Python of an environment in the place."""
    reason = error.strerror or str(error)
    if Path(program).is_relative_to(place):
        text = (
            f"The environment's Python {program} cannot be started ({reason}). To make it "
            "anew, press Repair, or Install again, under Engine."
        )
    else:
        text = (
            f"The installer {program} cannot be started ({reason}). Install it anew by entering "
            "slicer.util.pip_install('--force-reinstall uv') in Slicer's Python console; then "
            "press Install again."
        )
    return EnvironmentFailure(text, repr(error))


def of_check(problems: Sequence[str], log: Sequence[str]) -> NotWorking:
    """Why a freshly made environment is not taken."""
    return NotWorking(
        f"The new environment does not work: {problems[0]} It was not taken into use. Press "
        "Install again, which downloads everything anew; report it with the details if it comes "
        "back.",
        "\n".join([*problems, *log]),
    )


def signal_name(exit_code: int) -> str:
    """Of the signal that a negative exit code stands for."""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def clean(log: Sequence[str]) -> list[str]:
    """A log without colours, and without passwords in addresses."""
    return [_PASSWORD.sub(r"\1***@", _COLOURS.sub("", line)) for line in log]


def end_of(log: Sequence[str]) -> str:
    """The last lines of a log, as details of a failure."""
    return "\n".join(log[-_LAST_LINES:])


def _file_in_the_way(place: Path) -> Path:
    """The place, or what is a file among the folders that it should lie in."""
    for path in (place, *place.parents):
        if path.exists():
            return path
    return place
