"""Detectors learn from boxes of oblique images and find objects of others at their places."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import OBLIQUE, blobs, tables, volume_of  # noqa: E402
from detecting import APPLY, QUICK, SHAPES, found_of, trained  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled, UserError  # noqa: E402
from medaiassist_engine.contract.payloads import ModelRef, Sequence, Table, Volume  # noqa: E402
from medaiassist_engine.detect.applying.frames import run_apply_to_frames  # noqa: E402
from medaiassist_engine.detect.applying.operation import run_apply_detector  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import to_grid  # noqa: E402
from medaiassist_engine.detect.boxes.overlap import overlap  # noqa: E402
from medaiassist_engine.detect.networks.saved import load_detector  # noqa: E402
from medaiassist_engine.detect.training.operation import run_train_detector  # noqa: E402


@pytest.mark.parametrize(
    ("detector", "dimensions", "epochs"),
    [("faster_rcnn", 2, 30), ("retinanet", 2, 24), ("centers", 2, 24), ("fast_rcnn", 2, 30),
     ("rcnn", 2, 12), ("faster_rcnn", 3, 9),
     pytest.param("retinanet", 3, 12, marks=pytest.mark.slow),
     pytest.param("centers", 3, 12, marks=pytest.mark.slow),
     pytest.param("fast_rcnn", 3, 12, marks=pytest.mark.slow),
     pytest.param("rcnn", 3, 6, marks=pytest.mark.slow)],
)  # fmt: skip
def test_a_detector_finds_objects_of_new_oblique_images(
    detector: str, dimensions: int, epochs: int, tmp_path: Path
) -> None:
    model = trained(tmp_path, dimensions, detector=detector, epochs=epochs)["model"]
    assert isinstance(model, ModelRef) and model.kind == "detector"
    best = found_of(model, dimensions)
    assert (best > 0.5).sum() >= 2, best


def test_a_training_goes_on_as_if_it_was_never_stopped(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    reference = load_detector(trained(whole, 2, epochs=3, schedule="constant")["model"])

    class Stopping(Context):
        def show(self, slot: str, payload: object) -> None:
            raise Cancelled

        def part(self, start: float, end: float, phase: str = "") -> Context:
            return self

    cohort, boxes = tables(broken, SHAPES[2], 7.0, 10)
    p = replace(QUICK, epochs=3, schedule="constant", folder=str(broken),
                resume_folder=str(broken / "resume"))  # fmt: skip
    with pytest.raises(Cancelled):
        run_train_detector(cohort, boxes, p, Stopping())
    context = Context()
    resumed = load_detector(run_train_detector(cohort, boxes, p, context)["model"])
    assert "The training went on after epoch 1." in context.notes
    expected = reference.module.state_dict()
    for name, tensor in resumed.module.state_dict().items():
        assert torch.equal(tensor, expected[name]), name


def test_the_saved_bundle_holds_plain_values_and_loads_the_same(tmp_path: Path) -> None:
    model = trained(tmp_path, 2)["model"]
    with zipfile.ZipFile(model.path) as file:
        names = [name.partition("/")[2] for name in file.namelist()]
        metadata = json.loads(file.read(file.namelist()[0]))
    assert sorted(names) == [
        "configs/inference.json", "configs/metadata.json", "models/model.safetensors",
    ]  # fmt: skip
    assert metadata["medaiassist"]["classes"] == ["ball"]
    assert load_detector(model).classes == ("ball",)


def test_training_goes_on_from_another_detector(tmp_path: Path) -> None:
    first = trained(tmp_path, 2)["model"]
    cohort, boxes = tables(tmp_path, SHAPES[2], 7.0, 10)
    context = Context()
    p = replace(QUICK, folder=str(tmp_path), resume_folder=str(tmp_path / "r"))
    run_train_detector(cohort, boxes, p, context, start=first)
    assert any("100% of the weights were taken" in note for note in context.notes)


def test_the_images_of_a_table_and_the_frames_of_a_sequence_are_looked_at(tmp_path: Path) -> None:
    model = trained(tmp_path, 2)["model"]
    cohort, _ = tables(tmp_path, SHAPES[2], 7.0, 10)
    found = run_apply_detector(model, APPLY, Context(), table=cohort)["found"]
    assert isinstance(found, Table)
    assert set(found.columns[0].texts) == {f"c{n}" for n in range(10)}
    assert {"center_x", "size_y", "score"} <= {c.name for c in found.columns}
    frames = tuple(volume_of(blobs(SHAPES[2], 7.0, 2, n)[0], OBLIQUE) for n in range(2))
    sequence = Sequence(frames, ("0.0", "0.5"))
    rows = run_apply_to_frames(model, sequence, APPLY, Context())["found"]
    assert {"frame", "time", "label", "center_r"} <= {c.name for c in rows.columns}


def test_a_detector_of_pictures_joins_what_it_finds_in_neighbouring_slices(tmp_path: Path) -> None:
    model = trained(tmp_path, 2, detector="retinanet", epochs=24)["model"]
    image, truth = blobs(SHAPES[2], 7.0, 3, 99)
    volume = Volume(np.stack([image] * 3), OBLIQUE)
    found = run_apply_detector(model, APPLY, Context(), volume=volume)["boxes"]
    grid = to_grid(found, OBLIQUE)
    known = np.insert(np.insert(truth, 0, 0, 1), 3, 3, 1)
    assert (overlap(known, grid).max(axis=1) > 0.5).sum() >= 2


def test_only_the_region_is_looked_at(tmp_path: Path) -> None:
    model = trained(tmp_path, 2)["model"]
    image, _ = blobs(SHAPES[2], 7.0, 3, 99)
    volume = volume_of(image, OBLIQUE)
    from medaiassist_engine.detect.boxes.geometry import to_ras

    region = to_ras(np.array([[0.0, 10, 20, 1, 60, 70]]), OBLIQUE)
    found = run_apply_detector(model, APPLY, Context(), volume=volume, region=region)["boxes"]
    grid = to_grid(found, OBLIQUE)
    assert (grid[:, 1:3] >= [10 - 1e-6, 20 - 1e-6]).all()
    assert (grid[:, 4:] <= [60 + 1e-6, 70 + 1e-6]).all()


def test_what_cannot_be_learnt_is_said(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, SHAPES[2], 7.0, 6)
    with pytest.raises(UserError, match="No box is of the class 'cell'; there are ball"):
        run_train_detector(cohort, boxes, replace(QUICK, classes="cell"), Context())
    other = replace(boxes, columns=tuple(
        replace(c, texts=tuple("x" + t for t in c.texts)) if c.name == "case" else c
        for c in boxes.columns
    ))  # fmt: skip
    with pytest.raises(UserError, match="No case of the cohort, such as 'c0', has a row"):
        run_train_detector(cohort, other, QUICK, Context())


def test_another_file_is_no_detector(tmp_path: Path) -> None:
    path = tmp_path / "model.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a/configs/metadata.json", "{}")
    with pytest.raises(UserError, match=r"'model\.zip' is no detector that was trained here"):
        load_detector(ModelRef(str(path), "detector"))
