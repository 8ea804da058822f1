"""Voxel classifiers in files: the same answers afterwards, and whatever does not fit is refused."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, ModelRef, Segment, Volume, matrix
from medaiassist_engine.files.volumes import read_volume
from medaiassist_engine.geometry import compose
from medaiassist_engine.models import archive
from medaiassist_engine.models.arrays import pack, unpack
from medaiassist_engine.segment.voxels import saved
from medaiassist_engine.segment.voxels.applying import run_voxels_apply
from medaiassist_engine.segment.voxels.cache import Cache
from medaiassist_engine.segment.voxels.operation import run_voxels
from medaiassist_engine.segment.voxels.parameters import (
    ApplyVoxelsParameters,
    TrainVoxelsParameters,
    VoxelsParameters,
)
from medaiassist_engine.segment.voxels.saving import run_voxels_train

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[5] / "shared" / "data"))
SHAPE = (18, 26, 30)
SEGMENTS = (
    Segment(3, "Hintergrund", color=(0.1, 0.2, 0.9)),
    Segment(5, "Läsion", color=(0.9, 0.8, 0.1)),
)
QUICK = {"scales": 2, "trees": 15}


def ball(centre=(9, 12, 16)) -> np.ndarray:
    k, j, i = np.ogrid[:18, :26, :30]
    c = centre
    return (k - c[0]) ** 2 + (j - c[1]) ** 2 + (i - c[2]) ** 2 < 40


def phantom(inside=None, spacing=(1.0, 1.0, 1.2), seed=0) -> Volume:
    noise = np.random.default_rng(seed).normal(0, 12, SHAPE)
    array = (100 * (ball() if inside is None else inside) + 20 + noise).astype(np.int16)
    return Volume(array, matrix(np.diag([*spacing, 1.0])), "Jane Doe")


def painted() -> LabelMap:
    array = np.zeros(SHAPE, np.uint8)
    array[9, 12, 11:21] = 5
    array[9, 2, 3:27] = array[3, 22, 3:27] = 3
    return LabelMap(array, phantom().ijk_to_ras, SEGMENTS)


def trained(folder: Path, **values) -> ModelRef:
    parameters = TrainVoxelsParameters(folder=str(folder), **{**QUICK, **values})
    return run_voxels_train(phantom(), painted(), parameters, Context(), Cache())


def apply(model, volume, context=None, **values):
    return run_voxels_apply(volume, ApplyVoxelsParameters(**values), context or Context(), model)


def rewritten(model: ModelRef, change) -> ModelRef:
    """The file with other arrays, its checksums right again."""
    members = archive.read(model.path, saved.KIND, saved.VERSION)
    arrays = unpack(members["classifier.npz"], "it")
    recipe = json.loads(members["recipe.json"])
    change(arrays, recipe)
    content = {"classifier.npz": pack(arrays), "recipe.json": json.dumps(recipe).encode()}
    archive.write(model.path, saved.KIND, saved.VERSION, content)
    return ModelRef(model.path, model.kind)


@pytest.mark.parametrize("classifier", ["forest", "svm", "logistic"])
@pytest.mark.parametrize("mode", ["3d", "2d"])
def test_the_saved_classifier_answers_as_the_painted_one(tmp_path, classifier, mode):
    chosen = {**QUICK, "classifier": classifier, "mode": mode, "structure": True, "position": True}
    direct = run_voxels(
        phantom(),
        painted(),
        VoxelsParameters(**chosen, probability="all"),
        Context(),
        cache=Cache(),
    )
    found = apply(trained(tmp_path, **chosen), phantom(), probability="all")
    np.testing.assert_array_equal(found["segmentation"].array, direct["segmentation"].array)
    np.testing.assert_array_equal(found["probability"].array, direct["probability"].array)
    assert found["segmentation"].segments == direct["segmentation"].segments


def test_another_volume_with_other_voxels_is_segmented(tmp_path):
    inside = ball((8, 14, 12))
    other = phantom(inside, (-1.2, -1.2, 1.4), seed=1)
    found = apply(trained(tmp_path), other)["segmentation"]
    hit = found.array == 5
    assert 2 * np.count_nonzero(hit & inside) / (hit.sum() + inside.sum()) > 0.9
    assert found.ijk_to_ras == other.ijk_to_ras


def test_the_file_names_no_patient(tmp_path):
    model = trained(tmp_path, name="lesions")
    assert Path(model.path).name.startswith("lesions-")
    assert b"Doe" not in Path(model.path).read_bytes()
    members = archive.read(model.path, saved.KIND, saved.VERSION)
    assert set(members) == {"classifier.npz", "recipe.json"}
    assert b"Doe" not in members["recipe.json"]


def test_a_file_is_taken_without_a_node(tmp_path):
    model = trained(tmp_path)
    found = run_voxels_apply(phantom(), ApplyVoxelsParameters(file=model.path), Context())
    assert (found["segmentation"].array == 5).any()
    with pytest.raises(UserError, match="both chosen"):
        apply(model, phantom(), file=model.path)
    with pytest.raises(UserError, match="Choose a saved"):
        apply(None, phantom())


def test_voxels_of_quite_another_size_are_refused_and_others_noted(tmp_path):
    model = trained(tmp_path)
    with pytest.raises(UserError, match=r"voxels of 8 mm.*trained on.*1 mm.*resample"):
        apply(model, phantom(spacing=(8.0, 8.0, 8.0)))
    context = Context()
    apply(model, phantom(spacing=(2.0, 2.0, 2.0)), context)
    assert any("voxels of 1 mm; these have 2 mm" in note for note in context.notes)


def test_what_differs_from_the_painted_volume_is_said(tmp_path):
    model = trained(tmp_path, mode="2d", position=True)
    sagittal = compose(np.zeros(3), np.ones(3), np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0.0]]))
    dark = replace(phantom(), array=phantom().array * 20 + 3000, ijk_to_ras=sagittal)
    context = Context()
    apply(model, dark, context)
    told = " ".join(context.notes)
    for part in ("axial slices, but these are sagittal", "normalise", "positions in mm"):
        assert part in told
    alike = Context()
    apply(trained(tmp_path), phantom(seed=3), alike)
    assert len(alike.notes) == 1, alike.notes


def test_a_single_slice_is_told_what_it_lacks(tmp_path):
    context = Context()
    one = replace(phantom(), array=phantom().array[9:10])
    apply(trained(tmp_path), one, context)
    assert any("single slice" in note for note in context.notes)


@pytest.mark.parametrize("name, value", [("child", 10**6), ("feature", 99), ("roots", 10**6)])
def test_an_index_that_leads_outside_is_refused(tmp_path, name, value):
    def change(arrays, _recipe):
        arrays[name][0] = value

    with pytest.raises(UserError, match="damaged"):
        apply(rewritten(trained(tmp_path), change), phantom())


def test_the_last_node_may_not_lead_on(tmp_path):
    def change(arrays, _recipe):
        arrays["threshold"][-1] = 0.0

    with pytest.raises(UserError, match="damaged"):
        apply(rewritten(trained(tmp_path), change), phantom())


@pytest.mark.parametrize("classifier", ["forest", "svm", "logistic"])
def test_parts_that_do_not_fit_are_refused(tmp_path, classifier):
    def fewer_features(_arrays, recipe):
        recipe["wanted"]["hessian"] = False

    def more_classes(_arrays, recipe):
        recipe["segments"].append({**recipe["segments"][0], "value": 9})

    def same_values(_arrays, recipe):
        recipe["segments"][0]["value"] = recipe["segments"][1]["value"]

    for change in (fewer_features, more_classes, same_values):
        with pytest.raises(UserError, match="damaged"):
            apply(rewritten(trained(tmp_path, classifier=classifier), change), phantom())


def test_other_models_and_files_are_refused(tmp_path):
    other = tmp_path / "other.medai"
    archive.write(other, "MedAIAssist classifier", 1, {"recipe.json": b"{}"})
    with pytest.raises(UserError, match="no MedAIAssist voxel classifier"):
        apply(ModelRef(str(other), ""), phantom())
    with pytest.raises(UserError, match="is a classifier, not a voxel classifier"):
        apply(ModelRef(str(other), "classifier"), phantom())
    model = trained(tmp_path)
    Path(model.path).write_bytes(other.read_bytes())
    with pytest.raises(UserError, match="was changed since"):
        apply(model, phantom())


def tissues(array: np.ndarray) -> tuple[np.ndarray, ...]:
    """Air, soft tissue and bone of a CT in HU, by thresholds well apart."""
    return array < -700, (array > -150) & (array < 150), array > 250


def test_tissues_painted_in_one_patients_ct_are_found_in_another(tmp_path):
    folder = DATA / "sarcoma"
    if not folder.is_dir():
        pytest.skip(f"no {folder}; set MEDAIASSIST_DATA")
    first, second = (read_volume(folder / f"STS_{n}" / "CT_image.nii.gz") for n in ("001", "003"))
    array = np.zeros(first.array.shape, np.uint8)
    k, random = len(array) // 2, np.random.default_rng(0)
    for value, mask in enumerate(tissues(first.array[k]), 1):
        for j, i in random.permutation(np.argwhere(mask))[:5]:  # five strokes of 13 voxels
            near = slice(max(0, i - 6), i + 7)
            array[k, j, near][mask[j, near]] = value
    names = ("Air", "Soft tissue", "Bone")
    segments = tuple(Segment(n, name) for n, name in enumerate(names, 1))
    strokes = LabelMap(array, first.ijk_to_ras, segments)
    parameters = TrainVoxelsParameters(folder=str(tmp_path), mode="2d")
    model = run_voxels_train(first, strokes, parameters, Context(), Cache())
    context = Context()
    found = apply(model, second, context)["segmentation"].array
    assert len(context.notes) == 1, context.notes
    truth = tissues(second.array)
    clear = np.logical_or.reduce(truth)
    dice = [
        2
        * np.count_nonzero((found == n) & mask)
        / (np.count_nonzero((found == n) & clear) + np.count_nonzero(mask))
        for n, mask in enumerate(truth, 1)
    ]
    assert min(dice[:2]) > 0.98 and dice[2] > 0.9, dice
