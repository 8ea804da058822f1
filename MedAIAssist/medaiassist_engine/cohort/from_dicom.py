"""Cohorts from DICOM files: a case for each series."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from pathlib import Path

import numpy as np

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from .append import appended
from .columns import CASE, IMAGE, PATIENT, in_order, key_column
from .headers import Series, add_file, by_folder
from .parameters import DicomParameters
from .scanning import folder_of, walk

_CODE = 10  # letters of a pseudonym: 40 bits


def run_from_dicom(table: Table | None, parameters: DicomParameters, context: Context) -> Table:
    """The series below a folder as cases; see `read_dicom`."""
    folder = folder_of(parameters.folder)
    return appended(table, read_dicom(folder, parameters, context), context)


def read_dicom(folder: Path, parameters: DicomParameters, context: Context) -> Table:
    """A row for each image series: patient, modality, size, spacing in mm.

    Pseudonyms are HMAC-SHA256 of the DICOM patient ID, shortened to 40 bits: under a key that is
    forgotten at once, or that of the key file. Files that are no images are counted in a note.

    Raises:
        UserError: no DICOM image there, or the key file cannot be read.
    """
    key = _key(parameters.key_file)
    files = [where / name for where, names in walk(folder, context) for name in names]
    found: dict[tuple[Path, str], Series] = {}
    other = 0
    for number, path in enumerate(files):
        context.progress(number / len(files), "headers")
        other += not add_file(path, found)
    if not found:
        raise UserError(f"'{folder}' holds no DICOM images; choose the folder of the scans.")
    if other:
        context.note(f"{other} files are no DICOM images and were left out.")
    if parameters.pseudonyms:
        context.note("The paths in the column 'image' stay; rename folders that name patients.")
    if parameters.pseudonyms and not parameters.key_file:
        context.note(
            "The codes of the patients are new; a later import gives other ones unless both use "
            "the same key file."
        )
    return _table(found, key if parameters.pseudonyms else None, parameters, folder.name)


def pseudonym(patient_id: str, key: bytes) -> str:
    """A code for a patient, the same for the same key; without the key nothing leads back."""
    digest = hmac.new(key, patient_id.encode(), hashlib.sha256).hexdigest()
    return f"P-{digest[:_CODE]}"


def _key(key_file: str) -> bytes:
    if not key_file.strip():
        return secrets.token_bytes(32)
    try:
        key = Path(key_file).expanduser().read_bytes()
    except OSError as error:
        raise UserError(
            f"The key file '{key_file}' cannot be read: {error.strerror}; choose another."
        ) from error
    if len(key) < 16:
        raise UserError("The key file has fewer than 16 bytes, which is guessed; make it longer.")
    return key


def _table(
    found: dict[tuple[Path, str], Series], key: bytes | None, asked: DicomParameters, name: str
) -> Table:
    shared = {folder for folder, listed in by_folder(found).items() if len(listed) > 1}
    series = list(found.values())
    patients = [_patient(s, key) for s in series]
    numbers: Counter[str] = Counter()
    cases = []
    for patient in patients:
        numbers[patient] += 1
        cases.append(f"{patient}-{numbers[patient]}")
    images = [f"{s.folder}#{s.entries['series']}" if s.folder in shared else str(s.folder)
              for s in series]  # fmt: skip
    columns = [
        key_column(CASE, cases),
        key_column(IMAGE, images),
        key_column(PATIENT, patients),
        Column("modality", None, tuple(s.entries["modality"] for s in series)),
        Column("slices", np.array([s.slices for s in series])),
        *(_numbers(f"size_{axis}", [s.size[n] for s in series], "voxels")
          for n, axis in enumerate("ij")),
        *(_numbers(f"spacing_{axis}", [s.spacing[n] for s in series], "mm")
          for n, axis in enumerate("ij")),
        _numbers("spacing_k", [s.slice_spacing for s in series], "mm"),
    ]  # fmt: skip
    if asked.dates:
        columns.append(Column("study_date", None, tuple(s.entries["date"] for s in series)))
    if asked.descriptions:
        texts = tuple(s.entries["description"] for s in series)
        columns.append(Column("series_description", None, texts))
    return in_order(columns, name)


def _patient(series: Series, key: bytes | None) -> str:
    """Series without a patient ID are patients of their own: nothing says that they are one."""
    patient_id = series.entries["patient"] or f"series {series.entries['series']}"
    if key is not None:
        return pseudonym(patient_id, key)
    return series.entries["patient"] or "unknown"


def _numbers(name: str, values: list[float], unit: str) -> Column:
    return Column(name, np.array(values), (), unit)
