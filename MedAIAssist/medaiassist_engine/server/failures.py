"""Exceptions of an operation as sentences for the user."""

from __future__ import annotations

import errno
import traceback

from ..contract.errors import ProtocolError, UserError
from ..contract.messages import Failed


def failure(job: str, title: str, error: BaseException) -> Failed:
    """What the host shows when `error` ended an operation called `title`."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, (UserError, ProtocolError)):
        return Failed(job, "user", str(error))
    if isinstance(error, MemoryError):
        text = (
            f"The engine ran out of memory in '{title}'. Crop or resample the volume, "
            "choose smaller settings, or close other programs."
        )
        return Failed(job, "memory", text, details)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        text = f"There is no space left on the disk for '{title}'. Free some and run it again."
        return Failed(job, "space", text, details)
    reason = traceback.format_exception_only(error)[-1].strip()
    text = (
        f"'{title}' failed unexpectedly: {reason}. This is an error in MedAIAssist; "
        "please report it with the details."
    )
    return Failed(job, "internal", text, details)
