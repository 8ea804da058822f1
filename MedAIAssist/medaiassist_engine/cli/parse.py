"""tyro with errors of one line, like all others."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from typing import Any

import tyro

from ..contract.errors import UserError

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"^\s*[│|]\s?|\s*[│|]\s*$|^[╭╰+][─\-].*")  # ASCII on consoles without Unicode
_RULE = re.compile(r"[\s─-]*")
_OPTION = re.compile(r"\s+(--?[\w-]+(?: \S+)*|[A-Z]+)\s*")


def parse(options: type, argv: Sequence[str], prog: str, description: str) -> Any:
    """An object of the dataclass `options` from command-line words.

    Raises:
        UserError: a word is unknown, missing or of the wrong type.
        SystemExit: after --help.
    """
    shown = io.StringIO()
    try:
        with contextlib.redirect_stderr(shown):
            return tyro.cli(options, args=list(argv), prog=prog, description=description)
    except SystemExit as stop:
        if not stop.code:
            raise
        raise UserError(_sentence(_COLOUR.sub("", shown.getvalue()), prog)) from None


def _sentence(box: str, prog: str) -> str:
    """The text inside tyro's box, up to its pointer to --help, in one line."""
    lines = [_FRAME.sub("", line) for line in box.splitlines()[1:]]
    lines = [line for line in lines if not _RULE.fullmatch(line)]
    if "Required options" in box:
        found = (_OPTION.fullmatch(line) for line in lines)
        missing = dict.fromkeys(match[1] for match in found if match)
        text = f"{prog} needs {', '.join(missing)}"
    else:
        text = " ".join(" ".join(lines).split())
        text = re.split(r"For full helptext|Got errors:|Argument helptext:", text)[0].strip(" .")
    return f"{text}; '{prog} --help' lists all options."
