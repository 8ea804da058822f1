"""tyro with errors of one line, like all others."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from typing import Any

import tyro

from ..contract.errors import UserError

_FRAME = re.compile(r"[╭╮╰╯│|]|^[ +\-─]+$")


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
        raise UserError(_sentence(shown.getvalue(), prog)) from None


def _sentence(box: str, prog: str) -> str:
    """The text inside tyro's box, up to its pointer to --help, in one line."""
    if "Required options" in box:
        missing = re.findall(r"│ +(--?[\w-]+(?: [A-Z]+)?|[A-Z]+) *│?$", box, re.MULTILINE)
        return f"{prog} needs {', '.join(missing)}; '{prog} --help' lists all options."
    lines = [_FRAME.sub("", line).strip() for line in box.splitlines()[1:]]
    text = " ".join(line for line in lines if line)
    text = text.split("For full helptext")[0].split("Got errors:")[0]
    text = re.sub(r"[─\-]{3,}", " ", text)
    return f"{' '.join(text.split()).rstrip('.')}; '{prog} --help' lists all options."
