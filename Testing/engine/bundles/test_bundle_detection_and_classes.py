"""Boxes of bundles lie where the object is; classes have their names and probabilities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")
pytest.importorskip("nibabel")


from medaiassist_engine.bundles.classifying import run_classify
from medaiassist_engine.bundles.detecting import run_detect
from medaiassist_engine.bundles.parameters import ApplyBundleParameters, DetectParameters
from medaiassist_engine.bundles.segmenting import run_segment
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Table, Volume
from medaiassist_engine.models.references import sha256_of
from Testing.engine.bundles.bundle_cases import (
    CENTRE,
    GRIDS,
    LOAD,
    PREPARE,
    RADII,
    Classes,
    Detector,
    bundle,
    config,
    metadata,
    model,
    scripted,
    volume,
)

CLIP = {"_target_": "ClipBoxToImaged", "box_keys": "box", "label_keys": "label",
        "box_ref_image_keys": "image", "remove_empty": True}  # fmt: skip
WORLD = {"_target_": "AffineBoxToWorldCoordinated", "box_keys": "box",
         "box_ref_image_keys": "image", "affine_lps_to_ras": True}  # fmt: skip
CENTRES = {"_target_": "ConvertBoxModed", "box_keys": "box", "src_mode": "xyzxyz",
           "dst_mode": "cccwhd"}  # fmt: skip
FORGET = {"_target_": "DeleteItemsd", "keys": ["image"]}

INFERER = """
from monai.inferers import Inferer

class DetectionInferer(Inferer):
    def __call__(self, inputs, network):
        found = network(inputs)
        return [{key: value[0] for key, value in found.items()}]
"""


def detector(folder: Path, **changes: Any) -> Path:
    steps = {"_target_": "Compose", "transforms": [CLIP, WORLD, CENTRES, FORGET]}
    whole = config(network_def=None, network="$torch.jit.load('x')",
                   **{"inferer": None, "postprocessing": steps, **changes})  # fmt: skip
    return bundle(folder, whole, script=scripted(Detector()), facts=metadata({"0": "ball"}),
                  files={"scripts/__init__.py": "", "scripts/inferers.py": INFERER})  # fmt: skip


def check_box(found: Boxes) -> None:
    """The only box is that of the object, whose sides it may hug along other axes."""
    assert found.labels == ("ball",)
    np.testing.assert_allclose(found.scores, [0.9], atol=1e-6)
    np.testing.assert_allclose(found.centres, [CENTRE], atol=1.5)
    along = np.sqrt(((found.axes[0] * RADII[:, None]) ** 2).sum(axis=0))  # of an ellipsoid
    np.testing.assert_allclose(found.sizes[0] / 2, along, atol=2.5)
    np.testing.assert_allclose(found.axes[0].T @ found.axes[0], np.eye(3), atol=1e-6)
    assert np.linalg.det(found.axes[0]) > 0


@pytest.mark.parametrize("kind", GRIDS)
def test_boxes_lie_where_the_object_is(tmp_path: Path, kind: str) -> None:
    found = run_detect(volume(kind), model(detector(tmp_path / "b")), DetectParameters(), Context())
    check_box(found)


def test_trusted_code_gives_the_same_boxes(tmp_path: Path) -> None:
    path = detector(tmp_path / "b", inferer={"_target_": "scripts.inferers.DetectionInferer"})
    with pytest.raises(UserError, match=r"inferer: 'scripts.inferers.DetectionInferer' \(its own"):
        run_detect(volume(), model(path), DetectParameters(), Context())
    trust = sha256_of(path)
    check_box(run_detect(volume(), model(path), DetectParameters(trust=trust), Context()))
    assert sha256_of(path) == trust  # running it has not changed it


def test_boxes_of_low_score_are_left_out(tmp_path: Path) -> None:
    only = {"_target_": "Compose", "transforms": [WORLD]}
    path = detector(tmp_path / "b", postprocessing=only)
    found = run_detect(volume(), model(path), DetectParameters(), Context())
    np.testing.assert_allclose(found.scores, [0.9, 0.1], atol=1e-6)  # unclipped, the surest first
    found = run_detect(volume(), model(path), DetectParameters(lowest=0.5), Context())
    check_box(found)


def classifier(folder: Path) -> Path:
    softmax = {"_target_": "Activationsd", "keys": "pred", "softmax": True}
    decided = {"_target_": "AsDiscreted", "keys": ["pred", "label"], "argmax": [True, False],
               "to_onehot": 2}  # fmt: skip
    saved = {"_target_": "SaveClassificationd", "keys": "pred", "filename": "$open('x', 'w')"}
    whole = config(
        network_def=None, dimensions=2, inferer={"_target_": "SimpleInferer"},
        preprocessing={"_target_": "Compose", "transforms": [*LOAD, PREPARE[2]]},
        postprocessing={"_target_": "Compose", "transforms": [softmax, decided, saved]},
    )  # fmt: skip
    return bundle(folder, whole, script=scripted(Classes()),
                  facts=metadata({"0": "dark", "1": "bright"}))  # fmt: skip


def columns(table: Table) -> dict[str, Any]:
    return {c.name: list(c.texts) if c.values is None else c.values for c in table.columns}


def test_classes_have_their_names_and_probabilities(tmp_path: Path) -> None:
    path = classifier(tmp_path / "b")
    array = np.array([100.0, 900.0])[:, None, None] * np.ones((2, 8, 8))
    found = columns(run_classify(Volume(array), model(path), ApplyBundleParameters(), Context()))
    assert found["predicted"] == ["dark", "bright"] and list(found["slice"]) == [0, 1]
    expected = 1 / (1 + np.exp(-16 * (np.array([0.1, 0.9]) - 0.5)))
    np.testing.assert_allclose(found["p_bright"], expected, atol=1e-6)
    np.testing.assert_allclose(found["p_dark"], 1 - expected, atol=1e-6)
    one = run_classify(Volume(array[:1]), model(path), ApplyBundleParameters(), Context())
    assert "slice" not in columns(one) and columns(one)["predicted"] == ["dark"]


def test_each_kind_of_bundle_is_for_its_own_operation(tmp_path: Path) -> None:
    from medaiassist_engine.bundles.parameters import SegmentParameters

    boxes, classes = detector(tmp_path / "boxes"), classifier(tmp_path / "classes")
    segments = bundle(tmp_path / "segments")
    given = volume("axial")
    with pytest.raises(UserError, match="it is no segmentation"):
        run_segment(Volume(np.ones((1, 8, 8))), model(classes), SegmentParameters(), Context())
    with pytest.raises(UserError, match="gives no boxes"):
        run_detect(given, model(segments), DetectParameters(), Context())
    with pytest.raises(UserError, match="gives no probabilities"):
        run_classify(given, model(segments), ApplyBundleParameters(), Context())
    with pytest.raises(UserError, match=r"it is no segmentation|steps?"):
        run_segment(given, model(boxes), SegmentParameters(), Context())


def test_networks_that_were_trained_here_are_applied_as_such(tmp_path: Path) -> None:
    from medaiassist_engine.classify.deep.parameters import TrainNetworkParameters
    from medaiassist_engine.classify.deep.train_network import run_train_network
    from medaiassist_engine.contract.payloads import Column, ModelRef
    from medaiassist_engine.files.volumes import write_volume

    rows = []
    for n in range(8):
        image = Volume(np.full((1, 16, 16), n % 2, np.float32) + np.random.rand(1, 16, 16) / 2)
        write_volume(tmp_path / f"{n}.nii.gz", image)
        part = ("train", "train", "validation", "test")[n // 2]
        rows.append((str(n), str(tmp_path / f"{n}.nii.gz"), "ab"[n % 2], str(n), part))
    names = ("case", "image", "label", "patient", "split")
    table = Table(tuple(Column(name, None, tuple(c)) for name, c in
                        zip(names, zip(*rows, strict=True), strict=True)))  # fmt: skip
    choices = TrainNetworkParameters(size=(16, 16, 8), epochs=1, batch=4, device="cpu",
                                     folder=str(tmp_path), resume_folder=str(tmp_path))  # fmt: skip
    own = run_train_network(table, choices, Context())["model"]
    assert isinstance(own, ModelRef)
    found = columns(run_classify(Volume(np.ones((1, 16, 16), np.float32)), own,
                                 ApplyBundleParameters(), Context()))  # fmt: skip
    assert found["p_a"] + found["p_b"] == pytest.approx(1)
