"""COCO JSON: all images in one file, or a list of results."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ...contract.errors import UserError
from ...files.text import read_text, write_text
from .annotations import ImageBoxes, Note, usable


def read_coco(path: str | Path, note: Note, classes: Sequence[str] = ()) -> list[ImageBoxes]:
    """The boxes of every image, those without any too; unusable ones are skipped with a note.

    A list of results has scores, but neither names of images nor of classes: their ids stand for
    them.

    Raises:
        UserError: the file is missing, or is not COCO JSON.
    """
    try:
        content = json.loads(read_text(path))
        if isinstance(content, list):
            content = _as_dataset(content)
        names = {c["id"]: str(c["name"]) for c in content["categories"]}
        of_image: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for one in content["annotations"]:
            of_image[one["image_id"]].append(one)
        images = {image["id"]: image for image in content["images"]}
        found = [
            _image(image, of_image[key], names, note, classes) for key, image in images.items()
        ]
        strange = sum(len(v) for key, v in of_image.items() if key not in images)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"'{path}' is not COCO JSON or is damaged; export it again.") from error
    if strange:
        note(f"{strange} boxes belong to images that the file does not list and are skipped.")
    return found


def write_coco(path: str | Path, images: Sequence[ImageBoxes], classes: Sequence[str] = ()) -> None:
    """Write a dataset; boxes with scores get them.

    Args:
        classes: in the order of their ids from 1; empty takes those there are, by name.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    names = list(classes) or sorted({label for image in images for label in image.labels})
    numbers = {name: n for n, name in enumerate(names, 1)}
    annotations: list[dict[str, Any]] = []
    for number, image in enumerate(images, 1):
        for n, (label, box) in enumerate(zip(image.labels, image.boxes.tolist(), strict=True)):
            height, width = box[2] - box[0], box[3] - box[1]
            annotations.append({
                "id": len(annotations) + 1,
                "image_id": number,
                "category_id": numbers[label],
                "bbox": [box[1], box[0], width, height],
                "area": width * height,
                "iscrowd": int(image.ignored is not None and bool(image.ignored[n])),
                **({} if image.scores is None else {"score": float(image.scores[n])}),
            })  # fmt: skip
    content = {
        "images": [_described(number, image) for number, image in enumerate(images, 1)],
        "annotations": annotations,
        "categories": [{"id": n, "name": name} for name, n in numbers.items()],
    }
    write_text(path, json.dumps(content))


def _described(number: int, image: ImageBoxes) -> dict[str, Any]:
    size = {} if image.shape is None else {"height": image.shape[0], "width": image.shape[1]}
    return {"id": number, "file_name": image.image, **size}


def _image(
    image: dict[str, Any], own: list[dict[str, Any]], names: dict[Any, str], note: Note,
    classes: Sequence[str],
) -> ImageBoxes:  # fmt: skip
    bounds = np.array([one["bbox"] for one in own], dtype=np.float64).reshape(-1, 4)
    x, y, width, height = bounds.T
    sized = "height" in image and "width" in image
    scores = [float(one["score"]) for one in own if one.get("score") is not None]
    return usable(
        str(image.get("file_name", image["id"])),
        np.column_stack([y, x, y + height, x + width]),
        [names.get(one["category_id"], f"class {one['category_id']}") for one in own],
        note,
        shape=(int(image["height"]), int(image["width"])) if sized else None,
        scores=scores if own and len(scores) == len(own) else None,
        ignored=[bool(one.get("iscrowd", 0)) for one in own],
        classes=classes or tuple(names.values()),
    )


def _as_dataset(results: list[dict[str, Any]]) -> dict[str, Any]:
    images = dict.fromkeys(one["image_id"] for one in results)
    categories = dict.fromkeys(one["category_id"] for one in results)
    return {
        "images": [{"id": each} for each in images],
        "categories": [{"id": each, "name": str(each)} for each in categories],
        "annotations": results,
    }
