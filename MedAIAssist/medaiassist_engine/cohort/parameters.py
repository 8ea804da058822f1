"""Parameters of the operations on cohorts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..contract.params import File, Spec

_COLUMN = "Name of that column in the file; empty finds common names such as "


@dataclass(frozen=True)
class FolderParameters:
    folder: Annotated[str, Spec("Folder", "All images below it become cases.")] = ""
    pattern: Annotated[
        str,
        Spec(
            "Pattern",
            "Path of an image below the folder, such as {label}/{patient}_{case}*.nii.gz. Names in "
            "braces become columns, * stands for any letters, ** for any subfolders. Empty takes "
            "every image, and the subfolder as its class.",
        ),
    ] = ""
    masks: Annotated[
        str,
        Spec(
            "Masks",
            "Pattern of the masks, such as {label}/{patient}_{case}_seg.nii.gz. Empty takes "
            ".seg.nrrd files and those that end in _mask, _seg, _segmentation or _label.",
        ),
    ] = ""


@dataclass(frozen=True)
class DicomParameters:
    folder: Annotated[str, Spec("Folder", "All DICOM series below it become cases.")] = ""
    pseudonyms: Annotated[
        bool,
        Spec("Pseudonyms", "Patients get random codes; without, their DICOM ids are kept."),
    ] = True
    key_file: Annotated[
        str,
        Spec(
            "Key file",
            "Any file that you keep secret: with the same one, a patient gets the same code again. "
            "Empty draws new codes at each import.",
            advanced=True,
            names=File(),
        ),
    ] = ""
    dates: Annotated[
        bool, Spec("Study dates", "Add the date of each study; it may identify the patient.")
    ] = False
    descriptions: Annotated[
        bool, Spec("Descriptions", "Add the name of each series, which may hold anything.")
    ] = False


@dataclass(frozen=True)
class CsvParameters:
    file: Annotated[
        str, Spec("File", "CSV file with a row for each case.", names=File(("csv", "tsv", "txt")))
    ] = ""
    case: Annotated[str, Spec("Case", f"{_COLUMN}id.", advanced=True)] = ""
    image: Annotated[str, Spec("Image", f"{_COLUMN}path.", advanced=True)] = ""
    mask: Annotated[str, Spec("Mask", f"{_COLUMN}segmentation.", advanced=True)] = ""
    label: Annotated[str, Spec("Label", f"{_COLUMN}diagnosis.", advanced=True)] = ""
    patient: Annotated[str, Spec("Patient", f"{_COLUMN}patient_id.", advanced=True)] = ""
    site: Annotated[str, Spec("Site", f"{_COLUMN}hospital.", advanced=True)] = ""
    words: Annotated[
        str,
        Spec(
            "Categories",
            "Columns, separated by commas, whose numbers are codes and not amounts.",
        ),
    ] = ""


@dataclass(frozen=True)
class JoinParameters:
    keep: Annotated[
        Literal["matched", "features", "all"],
        Spec(
            "Keep",
            "What becomes of rows without a partner; the other table's columns are empty there.",
            titles=("Rows with a partner", "All rows of the features", "All rows of both"),
        ),
    ] = "matched"


@dataclass(frozen=True)
class SplitParameters:
    test: Annotated[
        float, Spec("Test", "Share of each class kept back for the final test.", "%", 0, 90, 5)
    ] = 20.0
    validation: Annotated[
        float, Spec("Validation", "Share of each class to tune with.", "%", 0, 90, 5)
    ] = 0.0
    seed: Annotated[
        int, Spec("Seed", "The same seed gives the same split, whatever the order of the rows.",
                  "", 0)
    ] = 0  # fmt: skip


@dataclass(frozen=True)
class CheckParameters:
    pixels: Annotated[
        bool,
        Spec(
            "Compare pixels",
            "Reads every image whole: finds equal images in unequal files, and damaged ones. "
            "Without, only files and headers are compared, which is much faster.",
        ),
    ] = True
    smallest: Annotated[
        int, Spec("Smallest class", "Fewer patients than this are warned of.", "patients", 1, 1000)
    ] = 10


@dataclass(frozen=True)
class ThumbnailParameters:
    size: Annotated[int, Spec("Size", "Width and height of each picture.", "pixels", 16, 256)] = 64


@dataclass(frozen=True)
class LoadParameters:
    image: Annotated[str, Spec("Image", "Image file, or DICOM folder#series.")] = ""
    mask: Annotated[str, Spec("Mask", "File of its mask, if there is one.")] = ""
