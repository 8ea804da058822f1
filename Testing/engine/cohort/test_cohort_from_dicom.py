"""DICOM series become cases without a patient's name."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

pydicom = pytest.importorskip("pydicom")
from pydicom.dataset import FileDataset, FileMetaDataset  # noqa: E402
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid  # noqa: E402

from medaiassist_engine.cohort.columns import cells, find  # noqa: E402
from medaiassist_engine.cohort.from_dicom import read_dicom  # noqa: E402
from medaiassist_engine.cohort.from_folder import read_folder  # noqa: E402
from medaiassist_engine.cohort.parameters import DicomParameters  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.files.volumes import read_volume  # noqa: E402


def write_series(
    folder: Path, patient: str, slices: int = 3, spacing: float = 2.5, series: str = ""
) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    series = series or generate_uid()
    for number in range(slices):
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = CTImageStorage
        meta.MediaStorageSOPInstanceUID = generate_uid()
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
        data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
        data.PatientName, data.PatientID = "Doe^Jane", patient
        data.StudyDate = "20240131"
        data.StudyInstanceUID, data.SeriesInstanceUID = "1.2.3", series
        data.Modality, data.SeriesDescription = "CT", "Thorax"
        data.Rows, data.Columns, data.PixelSpacing = 4, 6, [0.5, 0.75]
        data.ImagePositionPatient = [0, 0, number * spacing]
        data.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
        data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
        data.PixelRepresentation, data.InstanceNumber = 1, number + 1
        data.PixelData = np.full((4, 6), number, np.int16).tobytes()
        data.save_as(folder / f"{series[-6:]}_{number}", enforce_file_format=True)
    return series


def test_a_series_is_a_case_with_its_geometry(tmp_path: Path) -> None:
    write_series(tmp_path / "a", "4711")
    write_series(tmp_path / "b", "4711", slices=1)
    (tmp_path / "a" / "notes.txt").write_text("no image")
    context = Context()
    table = read_dicom(tmp_path, DicomParameters(), context)
    assert len(set(cells(table, "patient"))) == 1
    assert find(table, "slices").values.tolist() == [3, 1]
    assert find(table, "size_i").values.tolist() == [6, 6]
    assert find(table, "spacing_i").values.tolist() == [0.75, 0.75]
    assert find(table, "spacing_j").values.tolist() == [0.5, 0.5]
    np.testing.assert_allclose(find(table, "spacing_k").values, [2.5, np.nan])
    assert cells(table, "modality") == ["CT", "CT"]
    assert any("1 files are no DICOM images" in note for note in context.notes)
    assert read_volume(cells(table, "image")[0]).array.shape == (3, 4, 6)


def test_nothing_names_the_patient(tmp_path: Path) -> None:
    write_series(tmp_path, "4711")
    context = Context()
    table = read_dicom(tmp_path, DicomParameters(), context)
    rest = [cells(table, c.name) for c in table.columns if c.name != "image"]
    said = f"{rest} {context.notes}"
    assert not any(word in said for word in ("4711", "Doe", "Jane", "20240131", "Thorax"))


def test_dates_descriptions_and_ids_come_on_request(tmp_path: Path) -> None:
    write_series(tmp_path, "4711")
    asked = DicomParameters(pseudonyms=False, dates=True, descriptions=True)
    table = read_dicom(tmp_path, asked, Context())
    assert cells(table, "patient") == ["4711"]
    assert cells(table, "study_date") == [datetime.date(2024, 1, 31).strftime("%Y%m%d")]
    assert cells(table, "series_description") == ["Thorax"]


def test_a_key_file_gives_the_same_codes_again_and_none_gives_new_ones(tmp_path: Path) -> None:
    write_series(tmp_path / "scans", "4711")
    key = tmp_path / "key"
    key.write_bytes(b"0123456789abcdef")

    def code(key_file: str) -> str:
        asked = DicomParameters(key_file=key_file)
        return cells(read_dicom(tmp_path / "scans", asked, Context()), "patient")[0]

    assert code(str(key)) == code(str(key))
    assert code("") != code("")


def test_several_series_in_a_folder_are_told_apart(tmp_path: Path) -> None:
    uids = {write_series(tmp_path / "scans", "4711"), write_series(tmp_path / "scans", "4711")}
    images = cells(read_dicom(tmp_path, DicomParameters(), Context()), "image")
    assert {image.rpartition("#")[2] for image in images} == uids
    assert all(read_volume(image).array.shape == (3, 4, 6) for image in images)
    assert sorted(cells(read_folder(tmp_path, "", "", Context()), "image")) == sorted(images)


def test_a_folder_of_slices_is_one_case_named_after_it(tmp_path: Path) -> None:
    write_series(tmp_path / "scan 1", "4711")
    table = read_folder(tmp_path / "scan 1", "", "", Context())
    assert cells(table, "case") == ["scan 1"]
    assert cells(table, "image") == [str(tmp_path / "scan 1")]


def test_a_folder_without_dicom_and_a_short_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no DICOM images"):
        read_dicom(tmp_path, DicomParameters(), Context())
    (tmp_path / "key").write_bytes(b"1")
    with pytest.raises(UserError, match="fewer than 16 bytes"):
        read_dicom(tmp_path, DicomParameters(key_file=str(tmp_path / "key")), Context())
