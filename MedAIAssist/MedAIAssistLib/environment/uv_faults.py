"""Why uv failed, from what it wrote. It chains causes; the first pattern that is found decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .faults import EnvironmentFailure, clean, end_of, signal_name
from .recipe import Source

_NOT_WRITABLE = (
    "The folder {place} cannot be written to. Correct its permissions, or choose another folder "
    "for the environment; then press Install again."
)
_KNOWN = (
    # What the system refuses: uv words it as a failed download as well.
    (
        r"no space left|os error 28\b|not enough space|os error 112\b|quota exceeded|"
        r"os error 122\b",
        "The disk is full: {place} has no room for the environment. Free some space, or choose "
        "another folder for it, then press Install again; what was downloaded is kept.",
    ),
    (
        r"being used by another process|os error 32\b",
        "Another program, perhaps a virus scanner, holds a file in {place}. Wait a moment, then "
        "press Install again.",
    ),
    (
        r"file name too long|os error 36\b|os error 206\b|path too long",
        "The path of the folder {place} is too long for this system. Choose a shorter one for "
        "the environment, such as C:\\MedAI.",
    ),
    (
        r"(?:not permitted|denied|read-only file system)[^\n]* at path",
        _NOT_WRITABLE,
    ),
    # A Python that cannot be run is a matter of the Python, whatever the system says to it.
    (
        r"no interpreter found|failed to inspect|broken virtual environment|"
        r"no virtual environment or (?:system )?python|python-build-standalone",
        "{python}",
    ),
    (
        r"permission denied|operation not permitted|os error 1\b|os error 13\b|"
        r"read-only file system|os error 30\b|access is denied|os error 5\b",
        _NOT_WRITABLE,
    ),
    (
        r"invalid peer certificate|UnknownIssuer|certificate (?:verify|has expired|is not)",
        "The package index showed a certificate that this computer does not trust, as happens "
        "behind a filtering proxy. Let your administrator add the proxy's certificate to the "
        "system, or install from a folder of wheels.",
    ),
    (
        r"\b407 proxy|proxy auth",
        "The proxy asks for a name and password. Enter it under Proxy as "
        "http://name:password@host:port, then press Install again.",
    ),
    (
        r"\b40[13] (?:unauthorized|forbidden)|status code: 40[13]",
        "The package index refused access. Check the index set for uv (UV_DEFAULT_INDEX) and "
        "its password, or install from a folder of wheels; then press Install again.",
    ),
    (
        r"hash mismatch|bad (?:zip|crc)|invalid (?:zip|wheel|package format)|not a valid wheel|"
        r"failed to (?:extract|unzip|read from zip)|end of central directory",
        "A package file is damaged: {subject}. Copy it again into the folder of wheels, if you "
        "use one; then press Install again, which downloads it anew otherwise.",
    ),
    (
        r"failed to (?:fetch|download)[^\n]*download\.pytorch\.org",
        "PyTorch's own package index could not be reached, though it brings the build for your "
        "GPU. Check the network or the proxy; or choose 'as the package index has it' under "
        "PyTorch, then press Install again.",
    ),
    (
        r"dns error|error sending request|failed to (?:lookup|fetch)|connection (?:refused|reset)|"
        r"timed out|network is unreachable|tunnel error|client error \(connect\)|"
        r"server error \(5\d\d|error decoding response|unexpected eof|connection closed",
        "The package index could not be reached. Check the network, enter the proxy, or install "
        "from a folder of wheels; then press Install again. What was downloaded is kept.",
    ),
    (
        r"no solution found|no (?:matching )?wheels? |was not found",
        "A package of the list is not to be had: {subject}. Check the index set for uv "
        "(UV_DEFAULT_INDEX). A folder of wheels must hold all packages for this system and this "
        "Python; make it anew with the command in the manual.",
    ),
)  # fmt: skip

_SUBJECT = re.compile(
    r"structure of `(?P<a>[^`]+)`|failed to download `(?P<b>[^`]+)`|failed to install: (?P<c>\S+)|"
    r"because (?P<d>.+?)(?:,? and you require|, we can conclude|$)",
    re.IGNORECASE | re.MULTILINE,
)


def of_uv(
    log: Sequence[str], exit_code: int | None, place: Path, source: Source
) -> EnvironmentFailure:
    """Why uv ended with an exit code."""
    log = clean(log)
    details = end_of(log)
    if exit_code is not None and exit_code < 0:
        return EnvironmentFailure(
            f"The installer was ended from outside ({signal_name(exit_code)}), by the system if "
            "memory ran out. Nothing was changed; press Install to go on where it stopped.",
            details,
        )
    text = "\n".join(log)
    for pattern, sentence in _KNOWN:
        if re.search(pattern, text, re.IGNORECASE):
            found = sentence.format(place=place, subject=_subject(text), python=_python(source))
            return EnvironmentFailure(found, details)
    errors = [line for line in log if line.lower().startswith("error")] or log[-1:]
    reason = errors[-1].strip() if errors else f"exit code {exit_code}"
    return EnvironmentFailure(
        f"Installing failed: {reason.removeprefix('error: ')}. Press Install to try again; report "
        "it with the details if it comes back.",
        details,
    )


def _python(source: Source) -> str:
    if source.python is not None:
        return (
            f"{source.python} is not a Python that can be used. Choose another from 3.10 to 3.13 "
            "under Base Python, or empty that line; then press Install again."
        )
    return (
        "No usable Python from 3.10 to 3.13 was found on this computer, and none could be "
        "downloaded. Install one from python.org, or name one under Base Python, then press "
        "Install again."
    )


def _subject(text: str) -> str:
    """The package it is about, or what is said of it."""
    match = _SUBJECT.search(text)
    found = next((group for group in match.groups() if group), "") if match else ""
    return found.strip().rstrip(".") or "see the details"
