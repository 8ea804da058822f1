"""What can go wrong with the environment, as sentences with a remedy."""

from __future__ import annotations

import errno
import re
import signal
from collections.abc import Sequence
from pathlib import Path

from ..session.failures import Failure

_LAST_LINES = 15


class EnvironmentFailure(Failure):
    """The environment could not be made, changed or removed; what was there before still is."""


_KNOWN = (
    (
        r"no space left|os error 28|not enough space|os error 112|quota exceeded|os error 122",
        "The disk is full: {place} has no room for the environment. Free some space, or choose "
        "another folder for it, then press Install again; what was downloaded is kept.",
    ),
    (
        r"invalid peer certificate|UnknownIssuer|certificate (?:verify|has expired|is not)",
        "The package index showed a certificate that this computer does not trust, as happens "
        "behind a filtering proxy. Let your administrator add the proxy's certificate to the "
        "system, or install from a folder of wheels.",
    ),
    (
        r"\b407\b|proxy auth",
        "The proxy asks for a name and password. Enter it under Proxy as "
        "http://name:password@host:port, then press Install again.",
    ),
    (
        r"\b40[13]\b (?:unauthorized|forbidden)|status code: 40[13]",
        "The package index refused access. Check the index set for uv (UV_DEFAULT_INDEX) and "
        "its password, or install from a folder of wheels.",
    ),
    (
        r"download\.pytorch\.org",
        "PyTorch's own package index could not be reached, though it brings the build for your "
        "GPU. Check the network or the proxy; or choose 'as the package index has it' under "
        "PyTorch, then press Install again.",
    ),
    (
        r"managed python|python-build-standalone|no interpreter found|failed to inspect|"
        r"no virtual environment or (?:system )?python|broken virtual environment",
        "No usable Python from 3.10 to 3.13 was found on this computer, and none could be "
        "downloaded. Install one from python.org, or name one under Python, then press Install "
        "again.",
    ),
    (
        r"hash mismatch|bad (?:zip|crc)|invalid (?:zip|wheel)|failed to (?:extract|unzip)|"
        r"failed to read (?:metadata|wheel)|not a valid wheel|end of central directory",
        "A package file is damaged: {subject}. Copy or download it again, then press Install "
        "again.",
    ),
    (
        r"no solution found|no (?:matching )?wheels? |not found in the (?:package registry|"
        r"provided package locations)|was not found",
        "A package of the list is not to be had: {subject}. A folder of wheels must hold all "
        "packages for this system and this Python; make it anew with the command in the manual.",
    ),
    (
        r"dns error|error sending request|failed to (?:lookup|fetch)|connection (?:refused|reset)|"
        r"timed out|network is unreachable|tunnel error|client error \(connect\)",
        "The package index could not be reached. Check the network, enter the proxy, or install "
        "from a folder of wheels; then press Install again. What was downloaded is kept.",
    ),
    (
        r"permission denied|os error 13\b|read-only file system|os error 30\b|access is denied|"
        r"os error 5\b",
        "The folder {place} cannot be written to. Correct its permissions, or choose another "
        "folder for the environment.",
    ),
    (
        r"file name too long|os error 36\b|os error 206|path too long",
        "The path of the folder {place} is too long for this system. Choose a shorter one for "
        "the environment, such as C:\\MedAI.",
    ),
)  # fmt: skip


def of_uv(log: Sequence[str], exit_code: int | None, place: Path) -> EnvironmentFailure:
    """Why uv ended with an exit code."""
    details = "\n".join(log[-_LAST_LINES:])
    if exit_code is not None and exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = f"signal {-exit_code}"
        return EnvironmentFailure(
            f"The installer was ended from outside ({name}), by the system if memory ran out. "
            "Nothing was changed; press Install to go on where it stopped.",
            details,
        )
    text = "\n".join(log)
    for pattern, sentence in _KNOWN:
        if match := re.search(pattern, text, re.IGNORECASE):
            found = sentence.format(place=place, subject=_line_of(text, match.start()))
            return EnvironmentFailure(found, details)
    errors = [line for line in log if line.lower().startswith("error")] or list(log[-1:])
    reason = errors[-1].strip() if errors else f"exit code {exit_code}"
    return EnvironmentFailure(
        f"Installing failed: {reason}. Press Install to try again; report it with the details "
        "if it comes back.",
        details,
    )


def of_system(error: OSError, doing: str, place: Path) -> EnvironmentFailure:
    """Why the system refused something in the place.

    Args:
        doing: completes "... while".
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        text = f"The disk is full: {place} has no room. Free some space, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        text = (
            f"The folder {place} cannot be written to ({error.strerror}). Correct its "
            "permissions, or choose another folder for the environment."
        )
    elif error.errno in (errno.EEXIST, errno.ENOTDIR):
        text = (
            f"{place} is a file where a folder is needed. Move it away, or choose another folder "
            "for the environment."
        )
    else:
        text = f"The system refused: {error.strerror or error} ({error.filename or place})."
    return EnvironmentFailure(text, f"while {doing}: {error!r}")


def of_check(problems: Sequence[str], log: Sequence[str]) -> EnvironmentFailure:
    """Why a freshly made environment is not taken."""
    return EnvironmentFailure(
        f"The new environment does not work: {problems[0]} It was not taken into use.",
        "\n".join([*problems, *log[-_LAST_LINES:]]),
    )


def _line_of(text: str, position: int) -> str:
    """The line of uv's message around a position, without its ornaments."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    line = text[start : end if end >= 0 else None]
    return line.strip(" ×╰─▶│├").removeprefix("error: ").rstrip(".")
