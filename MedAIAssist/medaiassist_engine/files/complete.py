"""Is a file cut short? ITK reads truncated NIfTI, JPEG and BMP files without a word, and does not
notice a full disk when it writes NIfTI and BMP."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path

from .formats import extension_of


def cut_short(path: Path) -> bool:
    """Whether the file holds fewer bytes than its header promises.

    Only formats that ITK does not check itself are looked at; a header that makes no sense is
    left to ITK to refuse.
    """
    extension = extension_of(path)
    if extension in (".nii", ".nii.gz", ".hdr", ".img"):
        return _nifti_cut_short(path, extension)
    if extension in (".jpg", ".jpeg"):
        return _jpeg_cut_short(path.read_bytes())
    if extension == ".bmp":
        return _bmp_cut_short(path)
    return False


def _nifti_cut_short(path: Path, extension: str) -> bool:
    if extension in (".nii", ".nii.gz"):
        header_file = data_file = path
    else:
        header_file, data_file = path.with_suffix(".hdr"), path.with_suffix(".img")
        if not (header_file.is_file() and data_file.is_file()):
            return False
    packed = extension == ".nii.gz"
    try:
        with gzip.open(path) if packed else header_file.open("rb") as file:
            expected = _nifti_bytes(file.read(540))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return True
    if expected == 0:
        return False
    return (
        _unpacked_size(path, expected) < expected
        if packed
        else (data_file.stat().st_size < expected)
    )


def _nifti_bytes(header: bytes) -> int:
    """Bytes of header and voxels by a NIfTI-1 or -2 header; 0 if it is neither."""
    for order in "<>":
        if len(header) >= 348 and struct.unpack_from(f"{order}i", header)[0] == 348:
            dims = struct.unpack_from(f"{order}8h", header, 40)
            bits = struct.unpack_from(f"{order}h", header, 72)[0]
            offset = struct.unpack_from(f"{order}f", header, 108)[0]
            break
        if len(header) >= 540 and struct.unpack_from(f"{order}i", header)[0] == 540:
            dims = struct.unpack_from(f"{order}8q", header, 16)
            bits = struct.unpack_from(f"{order}h", header, 14)[0]
            offset = struct.unpack_from(f"{order}q", header, 168)[0]
            break
    else:
        return 0
    if not 1 <= dims[0] <= 7:
        return 0
    voxels = math.prod(int(length) for length in dims[1 : dims[0] + 1])
    return int(offset) + voxels * int(bits) // 8


def _unpacked_size(path: Path, expected: int) -> int:
    with path.open("rb") as file:
        file.seek(-4, 2)
        stated = struct.unpack("<I", file.read(4))[0]
    if stated == expected % 2**32:
        return expected
    # Several gzip members in a row (pigz, bgzip), or cut short: only unpacking tells.
    size = 0
    try:
        with gzip.open(path) as file:
            while block := file.read(1 << 20):
                size += len(block)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return size
    return size


def _jpeg_cut_short(data: bytes) -> bool:
    start_of_scan, end_of_image = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    return end_of_image < start_of_scan or start_of_scan < 0


def _bmp_cut_short(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(34)
    if len(header) < 34 or header[:2] != b"BM":
        return header[:2] == b"BM" or not header
    offset, _, width, height = struct.unpack_from("<IIii", header, 10)
    bits, compression = struct.unpack_from("<HI", header, 28)
    row = (abs(width) * bits + 31) // 32 * 4
    return bool(compression == 0 and path.stat().st_size < offset + row * abs(height))
