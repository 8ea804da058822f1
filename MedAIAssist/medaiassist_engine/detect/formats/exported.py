"""What an export writes: boxes of cases, whichever way they were given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...cohort.columns import CASE, IMAGE, cells
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Table, Volume
from ..boxes.geometry import to_grid
from .annotations import ImageBoxes
from .box_table import NO_CLASS, BoxRows, read_box_rows, table_of_images
from .case_boxes import in_ras, on_grid
from .image_index import ImageIndex, header_of

_SCENE = "case"


@dataclass(frozen=True)
class Exported:
    """Boxes to write.

    Attributes:
        cases: their names; images: the file of each, None where it is not known.
        rows: None for boxes of a scene without a volume.
        oriented: boxes of a scene, as they are.
    """

    cases: tuple[str, ...]
    images: tuple[Path | None, ...]
    rows: BoxRows | None
    oriented: Boxes | None = None

    @property
    def count(self) -> int:
        """How many boxes there are."""
        if self.oriented is not None:
            return len(self.oriented.centres)
        return 0 if self.rows is None else len(self.rows.boxes)

    def in_ras(self) -> list[Boxes]:
        """The boxes of each case in mm, oriented as they lie.

        Raises:
            UserError: boxes are counted in voxels of an image that is not known.
        """
        if self.oriented is not None:
            return [self.oriented]
        assert self.rows is not None
        return [in_ras(self.rows, n, self._grid(n)) for n in range(len(self.cases))]

    def pictures(self) -> list[ImageBoxes]:
        """The boxes of each case in pixels, named like its image.

        Raises:
            UserError: the boxes are not of pictures.
        """
        if self.rows is None or self.rows.frame != "xy":
            raise UserError(
                "COCO, Pascal VOC and YOLO hold boxes of pictures in pixels; these are boxes of "
                "volumes. Export them as CSV or as markups."
            )
        return [self._picture(n) for n in range(len(self.cases))]

    def _grid(self, case: int) -> tuple[tuple[float, ...], ...]:
        assert self.rows is not None
        if self.rows.frame == "ras":
            return ()
        path = self.images[case]
        if path is None:
            raise UserError(
                f"The boxes of '{self.cases[case]}' are counted in voxels of its image, which is "
                "not known; give the cohort with its file, or the folder of the images."
            )
        return header_of(path)[0]

    def _picture(self, case: int) -> ImageBoxes:
        assert self.rows is not None
        own, path = np.flatnonzero(self.rows.case == case), self.images[case]
        shape = None if path is None else header_of(path)[1][1:]
        return ImageBoxes(
            self.cases[case] if path is None else path.name,
            on_grid(self.rows, case, ()),
            tuple(self.rows.labels[n] for n in own),
            shape,
            None if self.rows.scores is None else self.rows.scores[own],
            self.rows.ignored[own],
        )


def of_table(rows: BoxRows, cohort: Table | None, folder: str, context: Context) -> Exported:
    """Boxes of a table; images are those of the cohort, else found by name in the folder."""
    known: dict[str, str] = {}
    if cohort is not None:
        known = dict(zip(cells(cohort, CASE), cells(cohort, IMAGE), strict=True))
    index = _index(folder, context)
    images = tuple(_file(known.get(case, "")) or index.find(case) for case in rows.cases)
    return Exported(rows.cases, images, rows)


def of_boxes(boxes: Boxes, volume: Volume | None) -> Exported:
    """Boxes of a scene; those of a picture are counted in its pixels, of a volume in its voxels."""
    name = (volume.name if volume is not None else "") or boxes.name or _SCENE
    rows = None
    if volume is not None:
        grid = to_grid(boxes, volume.ijk_to_ras)
        if volume.array.shape[0] == 1:
            grid = grid[:, [1, 2, 4, 5]]
        image = ImageBoxes(name, grid, boxes.labels or (NO_CLASS,) * len(grid), None,
                           None if boxes.scores is None else np.asarray(boxes.scores))  # fmt: skip
        rows = read_box_rows(table_of_images([image]), lambda sentence: None)
    return Exported((name,), (None,), rows, boxes)


def _index(folder: str, context: Context) -> ImageIndex:
    if not folder.strip():
        return ImageIndex((), context)
    path = Path(folder).expanduser().absolute()
    if not path.is_dir():
        raise UserError(f"There is no folder '{path}'; check where the images are.")
    return ImageIndex((path,), context)


def _file(text: str) -> Path | None:
    path = Path(text) if text else None
    return path if path is not None and path.is_file() else None
