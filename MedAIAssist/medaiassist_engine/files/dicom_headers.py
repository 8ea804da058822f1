"""Entries in the headers of DICOM files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import SimpleITK as sitk

SERIES, CLASS, NUMBER = "0020|000e", "0008|0016", "0020|0013"
POSITION, ORIENTATION = "0020|0032", "0020|0037"


def read_header(path: Path) -> sitk.ImageFileReader | None:
    """The header of a DICOM image; None if the file is none, or damaged."""
    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError:
        return None
    return reader


def entry(reader: sitk.ImageFileReader, tag: str) -> str:
    """An entry such as "0010|0020"; empty where there is none."""
    if not reader.HasMetaDataKey(tag):
        return ""
    # Identifiers in legacy character sets come with bytes that are no UTF-8.
    text = reader.GetMetaData(tag).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace("\0", "").strip()


def along_normal(reader: sitk.ImageFileReader) -> float | None:
    """Where a slice lies along its normal, in mm; None if its header does not say."""
    try:
        position = np.reshape(_numbers(entry(reader, POSITION)), 3)
        axes = np.reshape(_numbers(entry(reader, ORIENTATION)), (2, 3))
    except ValueError:
        return None
    return float(np.dot(np.cross(axes[0], axes[1]), position))


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split("\\")]
