"""A folder of files, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from ...contract.errors import UserError

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@contextlib.contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A temporary folder beside `target` to write into; becomes `target` if the block succeeds.

    Raises:
        UserError: there is something of that name that is no empty folder, or no folder to put it
            into, or it cannot be made.
    """
    if not target.parent.is_dir():
        raise UserError(f"There is no folder '{target.parent}'; create it first.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(f"'{target}' exists already; give the name of a new or an empty folder.")
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        temporary.mkdir()
        yield temporary
        if target.exists():
            target.rmdir()  # Windows moves no folder onto another
        os.replace(temporary, target)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{target}' cannot be written: {reason}.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def file_names(cases: tuple[str, ...]) -> list[str]:
    """Names of files for cases, without an extension; characters that systems refuse become _.

    Raises:
        UserError: two cases would get the same file.
    """
    names = [_FORBIDDEN.sub("_", case).strip(" .") or "_" for case in cases]
    seen: dict[str, str] = {}
    for name, case in zip(names, cases, strict=True):
        other = seen.setdefault(name.lower(), case)
        if other != case:
            raise UserError(
                f"The cases '{other}' and '{case}' would have files of the same name; rename one."
            )
    return names
