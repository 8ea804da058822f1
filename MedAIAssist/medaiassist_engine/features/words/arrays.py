"""Checks of descriptors, and fitted arrays in files without pickle."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...contract.errors import UserError
from ...contract.payloads import Table
from ...contract.tables import title
from ...files import atomic

Reals = NDArray[np.float64]

DAMAGED = (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
"""What numpy raises on files that are no .npz, or no whole ones."""


def descriptors_of(table: Table, prefix: str) -> Reals:
    """(rows, length): the numeric columns of a table whose names begin with `prefix`, in order.

    Raises:
        UserError: no column does.
    """
    columns = [
        c.values for c in table.columns if c.values is not None and c.name.startswith(prefix)
    ]
    if not columns:
        raise UserError(f"{title(table)} has no numeric column that begins with '{prefix}'.")
    return np.stack(columns, axis=-1).astype(np.float64)


def checked(descriptors: ArrayLike, length: int | None = None) -> Reals:
    """Descriptors as (n, length) floats.

    Raises:
        UserError: another shape or length, or values that are not finite.
    """
    array = np.asarray(descriptors, dtype=np.float64)
    if array.ndim != 2 or (length is not None and array.shape[1] != length):
        wanted = "any" if length is None else str(length)
        raise UserError(
            f"Descriptors of shape {array.shape} were given, but they need one row each and "
            f"{wanted} values a row; use the method and settings the vocabulary was made with."
        )
    if not np.isfinite(array).all():
        bad = int((~np.isfinite(array)).any(axis=1).sum())
        raise UserError(f"{bad} descriptors hold NaN or infinite values; leave them out.")
    return array


def together(images: Iterable[ArrayLike], at_least: int) -> Reals:
    """The descriptors of several images in one array.

    Raises:
        UserError: they differ in length, or are fewer than `at_least`.
    """
    parts = [checked(image) for image in images]
    if len({part.shape[1] for part in parts}) > 1:
        raise UserError("The images' descriptors differ in length; extract all in the same way.")
    count = sum(map(len, parts))
    if count < at_least:
        raise UserError(
            f"There are {count} descriptors for {at_least} words; give more images or ask for "
            "fewer words."
        )
    return np.concatenate(parts)


def save(path: str | Path, kind: str, arrays: Mapping[str, Reals]) -> None:
    """Write arrays to an .npz file, whole or not at all; it holds numbers and no code.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    needed = sum(array.nbytes for array in arrays.values())
    with atomic.replacing(path, needed) as temporary, temporary.open("wb") as file:
        content: dict[str, Any] = {"kind": np.array(kind), **arrays}
        np.savez(file, **content)


def load(path: str | Path, kind: str, names: tuple[str, ...]) -> list[Any]:
    """The arrays of a file from `save`, in the order of `names`.

    Raises:
        UserError: it is missing, damaged, or holds something else.
    """
    if not Path(path).is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        with zipfile.ZipFile(path):  # refuses single arrays, which numpy would load too
            pass
        with np.load(path, allow_pickle=False) as content:
            if str(content["kind"]) != kind:
                raise UserError(f"'{path}' holds a {content['kind']}, not a {kind}.")
            return [content[name] for name in names]
    except DAMAGED as error:
        raise UserError(f"'{path}' is not a usable {kind} file; fit and save it again.") from error
