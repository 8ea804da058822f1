"""Numeric arrays as bytes, without pickle."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..contract.errors import UserError
from . import archive


def pack(arrays: Mapping[str, Any]) -> bytes:
    """Arrays by name as an .npz file; always the same bytes for the same arrays."""
    buffer = io.BytesIO()
    content: dict[str, Any] = {name: np.asarray(value) for name, value in arrays.items()}
    np.savez(buffer, **content)
    return buffer.getvalue()


def unpack(data: bytes, name: str) -> dict[str, Any]:
    """The arrays of `pack`.

    Raises:
        UserError: it is no such file, or one that holds objects.
    """
    try:
        with archive.inner(data, name):
            pass  # refuses single arrays and pickles, which numpy would look at too
        with np.load(io.BytesIO(data), allow_pickle=False) as content:
            return {key: content[key] for key in content.files}
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise UserError(f"'{name}' is damaged; save the model again.") from error
