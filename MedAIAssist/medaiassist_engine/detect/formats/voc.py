"""Pascal VOC XML: a file for each image."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from ...contract.errors import UserError
from ...files.text import read_text, write_text
from .annotations import ImageBoxes, Note, usable

_EDGES = ("ymin", "xmin", "ymax", "xmax")


def read_voc(
    path: str | Path, note: Note, classes: Sequence[str] = (), inclusive: bool = False
) -> ImageBoxes:
    """The boxes of one file; those that cannot be used are skipped with a note.

    Args:
        inclusive: edges are numbers of pixels from 1, the last one belonging to the box, as in
            the original challenge; else positions, as today's drawing programs write.

    Raises:
        UserError: the file is missing, or is not such XML.
    """
    root = _parsed(path)
    objects = root.findall("object")
    shift = 1.0 if inclusive else 0.0
    try:
        boxes = [_box(each, shift) for each in objects]
        size = root.find("size")
        shape = None if size is None else (_number(size, "height"), _number(size, "width"))
    except ValueError as error:
        raise UserError(f"'{path}' is damaged: {error}.") from error
    known = shape is not None and min(shape) >= 1
    return usable(
        root.findtext("filename") or Path(path).stem,
        boxes,
        [each.findtext("name") or "" for each in objects],
        note,
        shape=(int(shape[0]), int(shape[1])) if shape and known else None,
        ignored=[each.findtext("difficult", "0").strip() == "1" for each in objects],
        classes=classes,
    )


def write_voc(path: str | Path, image: ImageBoxes) -> None:
    """Write one file; edges are positions in pixels.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    root = ElementTree.Element("annotation")
    _add(root, "filename", image.image)
    if image.shape is not None:
        size = ElementTree.SubElement(root, "size")
        for name, value in zip(("width", "height"), image.shape[::-1], strict=True):
            _add(size, name, value)
    for n, (label, box) in enumerate(zip(image.labels, image.boxes, strict=True)):
        one = ElementTree.SubElement(root, "object")
        _add(one, "name", label)
        _add(one, "difficult", int(image.ignored is not None and bool(image.ignored[n])))
        place = ElementTree.SubElement(one, "bndbox")
        for name, value in zip(_EDGES, box, strict=True):
            _add(place, name, format(float(value), ".17g"))
    ElementTree.indent(root)
    write_text(path, ElementTree.tostring(root, encoding="unicode"))


def _parsed(path: str | Path) -> ElementTree.Element:
    """The root; definitions, which could make a small file expand without end, are refused."""
    text = read_text(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UserError(f"'{path}' defines entities, which annotations do not need; remove them.")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise UserError(f"'{path}' is not XML or is damaged; export it again.") from error
    if root.tag != "annotation":
        raise UserError(f"'{path}' is no Pascal VOC file; it begins with <{root.tag}>.")
    return root


def _box(one: ElementTree.Element, shift: float) -> list[float]:
    place = one.find("bndbox")
    if place is None:
        raise ValueError("an object has no bndbox")
    top, left, bottom, right = (_number(place, name) for name in _EDGES)
    return [top - shift, left - shift, bottom, right]


def _number(parent: ElementTree.Element, name: str) -> float:
    text = parent.findtext(name)
    if text is None:
        raise ValueError(f"a {parent.tag} has no {name}")
    return float(text)


def _add(parent: ElementTree.Element, name: str, value: object) -> None:
    ElementTree.SubElement(parent, name).text = str(value)
