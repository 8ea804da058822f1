"""Cohorts: tables with a row for each case."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Chart, LabelMap, Report, Table, Volume
from . import parameters as p
from .measuring import parameters as m

_ADD, _USE = "Add cases", "Use a cohort"
_RUN = "medaiassist_engine.cohort."
_EXTENDED = (Slot("table", Table, "The cohort that gets the cases; without, a new one.", True),)
_COHORT = Slot("table", Table, "A row for each case.")
_RESULT = (Slot("table", Table, "The cohort."),)

OPERATIONS = (
    Operation(
        id="cohort.from_folder",
        title="Cases from a folder",
        group=_ADD,
        help="Each image below a folder is a case; subfolders or a pattern give its class.",
        parameters=p.FolderParameters,
        run=f"{_RUN}from_folder:run_from_folder",
        inputs=_EXTENDED,
        outputs=_RESULT,
        preview=False,
    ),
    Operation(
        id="cohort.from_dicom",
        title="Cases from DICOM files",
        group=_ADD,
        help="Each DICOM series below a folder is a case; names of patients are never read.",
        parameters=p.DicomParameters,
        run=f"{_RUN}from_dicom:run_from_dicom",
        inputs=_EXTENDED,
        outputs=_RESULT,
        preview=False,
    ),
    Operation(
        id="cohort.from_csv",
        title="Cases from a CSV file",
        group=_ADD,
        help="Each row is a case; numbers, words and missing cells are told apart.",
        parameters=p.CsvParameters,
        run=f"{_RUN}from_csv:run_from_csv",
        inputs=_EXTENDED,
        outputs=_RESULT,
        preview=False,
    ),
    Operation(
        id="cohort.join",
        title="Join features",
        group=_USE,
        help="Puts labels and clinical values beside the features of the same case.",
        parameters=p.JoinParameters,
        run=f"{_RUN}join:run_join",
        inputs=(
            Slot("features", Table, "Features with a column 'case'."),
            Slot("table", Table, "The cohort."),
        ),
        outputs=(
            Slot("joined", Table, "The features with the columns of the cohort."),
            Slot("unmatched", Table, "The cases without a partner.", True),
        ),
        preview=False,
    ),
    Operation(
        id="cohort.measure",
        title="Measure features",
        group=_USE,
        help="Measures features of every case; an interrupted run goes on where it stopped.",
        parameters=m.MeasureParameters,
        run=f"{_RUN}measuring.operation:run_measure",
        inputs=(_COHORT,),
        outputs=(
            Slot("features", Table, "The features of all cases that could be measured.", True),
            Slot("failures", Table, "The cases that could not, with the reasons.", True),
        ),
        preview=False,
    ),
    Operation(
        id="cohort.stage",
        title="Prepare a case of the scene",
        group=_USE,
        help="Writes the image and the mask of one case of the scene where they can be measured.",
        parameters=m.StageParameters,
        run=f"{_RUN}measuring.staged:run_stage",
        inputs=(
            Slot("volume", Volume, "The image.", True),
            Slot("segments", LabelMap, "Its mask.", True),
        ),
        outputs=(),
        preview=False,
    ),
    Operation(
        id="cohort.split",
        title="Split",
        group=_USE,
        help="Marks cases for training, validation and test; a patient is never torn apart.",
        parameters=p.SplitParameters,
        run=f"{_RUN}split:run_split",
        inputs=(_COHORT,),
        outputs=_RESULT,
        reference="Sechidis et al., On the stratification of multi-label data, ECML PKDD 2011",
        preview=False,
    ),
    Operation(
        id="cohort.check",
        title="Check",
        group=_USE,
        help="Finds what would spoil a study: duplicates, torn patients, leaks, typos, bad files.",
        parameters=p.CheckParameters,
        run=f"{_RUN}check:run_check",
        inputs=(_COHORT,),
        outputs=(
            Slot("warnings", Table, "What was found, by case and column, with the remedy."),
            Slot("report", Report, "The same to read."),
            Slot("classes", Chart, "Cases of each class."),
        ),
        preview=False,
    ),
    Operation(
        id="cohort.thumbnails",
        title="Thumbnails",
        group=_USE,
        help="The middle slice of every case, as one stack of pictures in the cohort's order.",
        parameters=p.ThumbnailParameters,
        run=f"{_RUN}thumbnails:run_thumbnails",
        inputs=(_COHORT,),
        outputs=(Slot("pictures", Volume, "A slice for each case; black where there is none."),),
        preview=False,
    ),
    Operation(
        id="cohort.load",
        title="Load a case",
        group=_USE,
        help="Reads the image and the mask of one case.",
        parameters=p.LoadParameters,
        run=f"{_RUN}load:run_load",
        inputs=(),
        outputs=(
            Slot("volume", Volume, "The image."),
            Slot("segments", LabelMap, "Its mask.", True),
        ),
        preview=False,
    ),
)
