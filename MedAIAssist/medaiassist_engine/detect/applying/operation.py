"""The operation that finds objects in a volume, or in the images of a table."""

from __future__ import annotations

from dataclasses import replace

from ...classify.columns import required
from ...classify.deep.apply_network import cropped
from ...classify.deep.checking import image_of
from ...cohort.columns import IMAGE, cells, check_cases
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, ModelRef, Table, Volume
from ...features.embedding.running import chosen_device
from ...features.regions import parts_of
from ...files.volumes import read_volume
from ...preprocess.checks import check_volume
from ..formats.annotations import ImageBoxes
from ..formats.box_table import table_of_images
from ..networks.parameters import ApplyDetectorParameters
from ..networks.saved import Detector, load_detector
from ..training.found import on_image
from .finding import find
from .searching import Searcher
from .segmenting import find_with_voxels


def run_apply_detector(
    model: ModelRef, parameters: ApplyDetectorParameters, context: Context,
    volume: Volume | None = None, region: Boxes | None = None, table: Table | None = None,
) -> dict[str, Boxes | Table | LabelMap]:  # fmt: skip
    """The boxes in a volume, in RAS mm along its grid, and of a detector that gives voxels the
    segments; or the boxes of each image of a table.

    A detector of pictures looks at every slice of a volume; boxes that overlap in neighbouring
    slices are joined.

    Raises:
        UserError: the model cannot be loaded, there is nothing to apply it to or too much, or an
            image does not fit it; the text names the case.
        Cancelled: the user cancelled.
    """
    if (volume is None) == (table is None):
        raise UserError("Give either a volume or a table of images to apply the detector to.")
    context.progress(0.0, "Loading the detector")
    detector, searcher = loaded(model, parameters, context)
    part = context.part(0.05, 1.0)
    if table is not None:
        return {"found": _of_table(table, detector, searcher, part)}
    assert volume is not None
    check_volume(volume)
    looked, like = volume, None
    if region is not None and len(region.centres):
        (part_of,) = parts_of(volume, None, region, context)
        looked, like = cropped(volume, part_of), volume
        if detector.seeing.dimensions == 2 and part_of.box is not None:
            like = replace(volume, array=volume.array[part_of.box[0]])
    segments: LabelMap | None = None
    if hasattr(detector.module, "outline"):
        boxes, segments = find_with_voxels(looked, volume, detector, searcher, part, like)
    else:
        boxes = find(looked, detector, searcher, part, like)
    count = len(boxes.centres)
    if not count:
        context.note(
            f"Nothing was found with a score of {parameters.score:g} or more; lower Least score "
            "(score) to see what was less sure."
        )
    context.progress(1.0)
    name = f"{volume.name} found" if volume.name else "Found"
    found: dict[str, Boxes | Table | LabelMap] = {"boxes": replace(boxes, name=name)}
    return found if segments is None else {**found, "segments": segments}


def loaded(
    model: ModelRef, parameters: ApplyDetectorParameters, context: Context
) -> tuple[Detector, Searcher]:
    """The detector, ready to look at images.

    Raises:
        UserError: it cannot be loaded, or there is no such device.
    """
    detector, device = load_detector(model), chosen_device(parameters.device)
    module = detector.module.to(device).eval()
    context.note(f"Detector {detector.name} (SHA-256 {detector.sha256[:12]}), {device}.")
    return detector, Searcher(module, detector.seeing.patch, parameters, device)


def _of_table(table: Table, detector: Detector, searcher: Searcher, context: Context) -> Table:
    names = check_cases(table)
    required(table, IMAGE, "file of each image")
    images: list[ImageBoxes] = []
    paths = cells(table, IMAGE)
    for n, (name, path) in enumerate(zip(names, paths, strict=True)):
        part = context.part(n / len(names), (n + 1) / len(names), name)
        if not path:
            raise UserError(f"Case '{name}' has no image; fill in the column 'image'.")
        with image_of(name):
            volume = read_volume(path)
            found = find(volume, detector, searcher, part)
        dimensions = 2 if volume.array.shape[0] == 1 else 3
        images.append(on_image(name, found, volume.ijk_to_ras, dimensions))
    context.progress(1.0)
    return table_of_images(images, "Found")
