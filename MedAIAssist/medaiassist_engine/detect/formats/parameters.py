"""Parameters of reading and writing files of boxes. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import File, Spec

_LIST = "Text file with the name of an image in each line; without any list, looks for "


@dataclass(frozen=True)
class ImportBoxesParameters:
    path: Annotated[
        str,
        Spec(
            "File or folder",
            "A COCO, CSV or markups file, or a folder of Pascal VOC, YOLO or markups files.",
            names=File(("json", "csv", "tsv", "xml", "txt")),
        ),
    ] = ""
    format: Annotated[
        Literal["automatic", "coco", "voc", "yolo", "csv", "markups"],
        Spec(
            "Format",
            "What wrote the boxes; automatic tells by the files' names.",
            titles=("Automatic", "COCO", "Pascal VOC", "YOLO", "CSV", "Slicer markups"),
        ),
    ] = "automatic"
    images: Annotated[
        str,
        Spec("Images", "Folder with the images; empty looks in the boxes' folder and beside it."),
    ] = ""
    classes: Annotated[
        str,
        Spec("Classes", "Names separated by commas; boxes of others are skipped. Empty takes all."),
    ] = ""
    class_file: Annotated[
        str,
        Spec(
            "Class names",
            "Of YOLO: a text file with a name in each line, or data.yaml; empty looks for "
            "classes.txt, obj.names or data.yaml.",
            names=File(("txt", "names", "yaml", "yml")),
        ),
    ] = ""
    train_list: Annotated[
        str, Spec("Training list", f"{_LIST}train.txt.", advanced=True, names=File(("txt",)))
    ] = ""
    validation_list: Annotated[
        str, Spec("Validation list", f"{_LIST}val.txt.", advanced=True, names=File(("txt",)))
    ] = ""
    test_list: Annotated[
        str, Spec("Test list", f"{_LIST}test.txt.", advanced=True, names=File(("txt",)))
    ] = ""
    inclusive: Annotated[
        bool,
        Spec(
            "Pixels from 1",
            "Of Pascal VOC: edges are numbers of pixels from 1, the last one included, as in the "
            "original challenge. Without, they are positions, as today's programs write.",
            advanced=True,
        ),
    ] = False


@dataclass(frozen=True)
class ExportBoxesParameters:
    path: Annotated[
        str,
        Spec(
            "File or folder",
            "COCO, CSV and the markups of one case: a file. Pascal VOC, YOLO and the markups of "
            "several cases: a new folder.",
        ),
    ] = ""
    format: Annotated[
        Literal["coco", "voc", "yolo", "csv", "markups"],
        Spec(
            "Format",
            "What will read the boxes. COCO, Pascal VOC and YOLO hold boxes of pictures.",
            titles=("COCO", "Pascal VOC", "YOLO", "CSV", "Slicer markups"),
        ),
    ] = "csv"
    axes: Annotated[
        Literal["as_is", "ras", "lps"],
        Spec(
            "Axes",
            "Of CSV: as the table has them, or mm to the right, front and top (RAS), or to the "
            "left, back and top (LPS).",
            titles=("As they are", "RAS", "LPS"),
        ),
    ] = "as_is"
    images: Annotated[
        str,
        Spec(
            "Images",
            "Folder with the images, whose sizes YOLO needs, and whose grids tell where boxes in "
            "voxels lie; not needed where the cohort names its images.",
        ),
    ] = ""
