"""COCO, Pascal VOC and YOLO files: there and back, and everything that can be wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.detect.formats.annotations import ImageBoxes, usable
from medaiassist_engine.detect.formats.coco import read_coco, write_coco
from medaiassist_engine.detect.formats.voc import read_voc, write_voc
from medaiassist_engine.detect.formats.yolo import read_yolo, write_yolo

SHAPE = (480, 640)
CLASSES = ("Thrombozyt", "red cell", "细胞")


def images(seed: int, scored: bool = True) -> list[ImageBoxes]:
    """Images with boxes at arbitrary places, the second without any."""
    rng = np.random.default_rng(seed)
    found = []
    for n, count in enumerate((7, 0, 3)):
        ends = np.sort(rng.random((count, 2, 2)) * SHAPE, axis=1).reshape(count, 4)
        labels = tuple(CLASSES[c] for c in rng.integers(0, 3, count))
        scores = rng.random(count) if scored else None
        found.append(ImageBoxes(f"image {n}.png", ends, labels, SHAPE, scores,
                                rng.random(count) < 0.3))  # fmt: skip
    return found


def same(a: ImageBoxes, b: ImageBoxes, ignored: bool = True) -> None:
    assert np.allclose(a.boxes, b.boxes, rtol=0, atol=1e-9)
    assert (a.labels, a.shape) == (b.labels, b.shape)
    if ignored:
        assert np.array_equal(a.ignored, b.ignored)
    if len(a.labels) and a.scores is not None and b.scores is not None:
        assert np.array_equal(a.scores, b.scores)


def test_coco_comes_back_as_it_was(tmp_path: Path) -> None:
    given, notes = images(0), []
    write_coco(tmp_path / "boxes.json", given)
    back = read_coco(tmp_path / "boxes.json", notes.append)
    for a, b in zip(given, back, strict=True):
        assert a.image == b.image
        same(a, b)
    assert back[0].scores is not None and not notes


def test_voc_comes_back_as_it_was(tmp_path: Path) -> None:
    for n, image in enumerate(images(1, scored=False)):
        write_voc(tmp_path / f"{n}.xml", image)
        notes: list[str] = []
        back = read_voc(tmp_path / f"{n}.xml", notes.append)
        assert back.image == image.image and np.array_equal(back.boxes, image.boxes)
        same(image, back)
        assert not notes


def test_yolo_comes_back_as_it_was(tmp_path: Path) -> None:
    for scored in (True, False):
        for n, image in enumerate(images(2, scored)):
            write_yolo(tmp_path / f"{n}.txt", image, CLASSES)
            notes: list[str] = []
            back = read_yolo(tmp_path / f"{n}.txt", SHAPE, CLASSES, notes.append)
            same(image, back, ignored=False)
            assert not notes and (back.scores is not None) == (scored and bool(image.labels))


edge = st.floats(0, 400, allow_nan=False).map(lambda v: round(v, 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(edge, edge, edge, edge), max_size=6))
def test_what_is_kept_of_any_boxes_is_usable_and_all_else_is_named(rows) -> None:
    notes: list[str] = []
    found = usable(
        "i", np.array(rows).reshape(-1, 4), ["c"] * len(rows), notes.append, shape=(300, 300)
    )
    low, high = found.boxes[:, :2], found.boxes[:, 2:]
    assert (low < high).all() and (low >= 0).all() and (high <= 300).all()
    assert len(found.labels) + sum("is skipped" in note for note in notes) == len(rows)


BAD = [
    ((10, 10, 30, 10), "no extent along x"),
    ((10, 10, 10, 30), "no extent along y"),
    ((30, 10, 10, 40), "reversed along y"),
    ((10, 40, 30, 10), "reversed along x"),
    ((np.nan, 10, 30, 40), "not a number"),
    ((10, np.inf, 30, 40), "not a number"),
    ((500, 10, 550, 40), "outside the image of 480 x 640"),
]


@pytest.mark.parametrize(("box", "reason"), BAD)
def test_bad_boxes_are_skipped_with_the_reason(box, reason: str) -> None:
    notes: list[str] = []
    found = usable("cells.png", [box, (1, 1, 5, 5)], ["RBC", "WBC"], notes.append, shape=SHAPE)
    assert found.labels == ("WBC",)
    assert (
        len(notes) == 1 and "cells.png: box 1 (RBC) is skipped" in notes[0] and reason in notes[0]
    )


def test_a_box_that_reaches_beyond_the_image_is_cut() -> None:
    notes: list[str] = []
    found = usable("i", [(-5, 600, 20, 700)], ["c"], notes.append, shape=SHAPE)
    assert found.boxes.tolist() == [[0, 600, 20, 640]]
    assert "cut" in notes[0]


def test_boxes_of_unknown_classes_are_skipped() -> None:
    notes: list[str] = []
    found = usable("i", [(0, 0, 5, 5)] * 2, ["a", "z"], notes.append, classes=("a", "b"))
    assert found.labels == ("a",) and "'z' is none of the classes" in notes[0]


def test_real_annotations_with_boxes_without_area(bccd: Path) -> None:
    notes: list[str] = []
    for number in ("00338", "00343"):
        found = read_voc(bccd / "annotations" / f"BloodImage_{number}.xml", notes.append)
        assert len(found.labels) > 0
    assert [note.partition(":")[0] for note in notes] == [
        "BloodImage_00338.jpg", "BloodImage_00343.jpg"
    ]  # fmt: skip
    assert all("no extent along y" in note for note in notes)


XML = """<annotation><filename>a.png</filename><size><width>64</width><height>48</height></size>
<object><name>c</name><bndbox><xmin>5</xmin><ymin>6</ymin><xmax>7</xmax><ymax>9</ymax></bndbox>
</object></annotation>"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not XML"),
        (XML[:150], "not XML"),
        ("<html></html>", "no Pascal VOC"),
        (XML.replace("<xmin>5</xmin>", ""), "has no xmin"),
        (XML.replace("<xmin>5", "<xmin>left"), "damaged"),
        (XML.replace("<bndbox>", "<b>").replace("</bndbox>", "</b>"), "no bndbox"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + XML, "entities"),
    ],
)
def test_damaged_voc_files_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text)
    with pytest.raises(UserError, match=problem):
        read_voc(path, lambda note: None)


def test_voc_edges_may_be_numbers_of_pixels_from_1(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(XML)
    read = read_voc(tmp_path / "a.xml", lambda note: None, inclusive=True)
    assert read.boxes.tolist() == [[5, 4, 9, 7]]
    assert read_voc(tmp_path / "a.xml", lambda note: None).boxes.tolist() == [[6, 5, 9, 7]]


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"images": [], "annotations": []}', '[{"image_id": 1}]', '{"images": 3}', "3",
     '{"images": [{"id": 1}], "annotations": [{"image_id": 1, "category_id": 1, "bbox": [1, 2]}], '
     '"categories": [{"id": 1, "name": "a"}]}'],
)  # fmt: skip
def test_damaged_coco_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UserError, match="not COCO JSON"):
        read_coco(tmp_path / "a.json", lambda note: None)


def test_coco_results_are_read_and_boxes_of_unlisted_images_named(tmp_path: Path) -> None:
    results = [{"image_id": 7, "category_id": 2, "bbox": [1, 2, 3, 4], "score": 0.5}]
    (tmp_path / "r.json").write_text(json.dumps(results))
    (found,) = read_coco(tmp_path / "r.json", lambda note: None)
    assert (found.image, found.labels, found.boxes.tolist()) == ("7", ("2",), [[2, 1, 6, 4]])
    dataset = {"images": [{"id": 1, "file_name": "a.png"}], "annotations": results,
               "categories": [{"id": 2, "name": "c"}]}  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps(dataset))
    notes: list[str] = []
    (empty,) = read_coco(tmp_path / "d.json", notes.append)
    assert not empty.labels and "1 boxes belong to images" in notes[0]


@pytest.mark.parametrize(
    "line",
    ["0 0.5 0.5 0.1", "nan 0.5 0.5 0.1 0.1", "1.5 1 1 1 1", "a 0.5 0.5 0.1 0.1", "0 1 1 1 1 1 1"],
)
def test_damaged_yolo_files_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"0 0.5 0.5 0.1 0.1\n{line}\n")
    with pytest.raises(UserError, match="Line 2"):
        read_yolo(tmp_path / "a.txt", SHAPE, CLASSES, lambda note: None)


def test_an_empty_yolo_file_is_an_image_without_boxes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    assert read_yolo(tmp_path / "a.txt", SHAPE, (), lambda note: None).labels == ()


def test_yolo_numbers_beyond_the_classes_are_skipped_or_called_by_number(tmp_path: Path) -> None:
    notes: list[str] = []
    (tmp_path / "a.txt").write_text("5 0.5 0.5 0.1 0.1\n1 .5 .5 .1 .1")
    assert read_yolo(tmp_path / "a.txt", SHAPE, CLASSES, notes.append).labels == (CLASSES[1],)
    assert "class 5" in notes[0]
    assert read_yolo(tmp_path / "a.txt", SHAPE, (), notes.append).labels == ("class 5", "class 1")


def test_yolo_needs_the_size_and_known_classes(tmp_path: Path) -> None:
    image = ImageBoxes("a", np.array([[0.0, 0, 5, 5]]), ("c",))
    with pytest.raises(UserError, match="size of a is not known"):
        write_yolo(tmp_path / "a.txt", image, ["c"])
    image = ImageBoxes("a", np.array([[0.0, 0, 5, 5]]), ("c",), SHAPE)
    with pytest.raises(UserError, match="'c'"):
        write_yolo(tmp_path / "a.txt", image, ["d"])
    assert not list(tmp_path.iterdir())
