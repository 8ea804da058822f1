"""Volumes as NRRD files, written in small steps while Slicer's window goes on."""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume

from .steps import Steps, blocks

_TYPES = {
    "int8": "signed char", "uint8": "unsigned char", "int16": "short", "uint16": "unsigned short",
    "int32": "int", "uint32": "unsigned int", "int64": "long long int",
    "uint64": "unsigned long long int", "float32": "float", "float64": "double",
}  # fmt: skip
_TO_LPS = (-1.0, -1.0, 1.0)


def write(path: Path, volume: Volume) -> Steps[int]:
    """Write a file, whole or not at all, uncompressed; gives its voxels' CRC-32.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    array = np.asarray(volume.array)
    partial = path.with_name(f"{path.name}.partial")
    total = 0
    try:
        with partial.open("wb") as file:
            file.write(_header(volume))
            for block in blocks(array.shape, array.itemsize):
                data = np.ascontiguousarray(array[block]).tobytes()
                total = zlib.crc32(data, total)
                file.write(data)
                yield
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(
            f"The image could not be saved as '{path}': {reason}. Choose another folder."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return total


def checksum(array: Any) -> Steps[int]:
    """The CRC-32 of an array's values in the order of a file."""
    total = 0
    for block in blocks(array.shape, array.itemsize):
        total = zlib.crc32(np.ascontiguousarray(array[block]).tobytes(), total)
        yield
    return total


def free_path(folder: Path, name: str) -> Path:
    """A path for a volume of this name that no file has yet."""
    stem = re.sub(r"[^\w .()-]+", "_", name).strip(" .") or "image"
    path, number = folder / f"{stem}.nrrd", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}).nrrd"
    return path


def _header(volume: Volume) -> bytes:
    array = np.asarray(volume.array)
    frame = np.asarray(volume.ijk_to_ras, dtype=np.float64)[:3] * np.array(_TO_LPS)[:, None]
    vectors = [_vector(frame[:, axis]) for axis in range(3)]
    sizes = [array.shape[2], array.shape[1], array.shape[0]]
    kinds = ["domain"] * 3
    if array.ndim == 4:
        vectors, sizes, kinds = ["none", *vectors], [array.shape[3], *sizes], ["vector", *kinds]
    lines = [
        "NRRD0004",
        f"type: {_TYPES[array.dtype.name]}",
        f"dimension: {len(sizes)}",
        "space: left-posterior-superior",
        f"sizes: {' '.join(map(str, sizes))}",
        f"space directions: {' '.join(vectors)}",
        f"kinds: {' '.join(kinds)}",
        f"endian: {sys.byteorder}",
        "encoding: raw",
        f"space origin: {_vector(frame[:, 3])}",
    ]
    if array.ndim == 4:  # files of colours look like those of vectors
        lines.append(f"MedAIAssist.Colour:={str(volume.colour).lower()}")
    return ("\n".join(lines) + "\n\n").encode("ascii")


def _vector(values: Any) -> str:
    return f"({','.join(repr(float(value)) for value in values)})"
