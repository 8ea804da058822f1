"""The picture of augmented images, and networks applied to the frames of a sequence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, picture, quick  # noqa: E402

from medaiassist_engine.classify.deep.apply_network import run_apply_network  # noqa: E402
from medaiassist_engine.classify.deep.apply_to_frames import run_apply_to_frames  # noqa: E402
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters  # noqa: E402
from medaiassist_engine.classify.deep.show_augmentation import (  # noqa: E402
    mosaic,
    run_show_augmentation,
)
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.classify.deep.viewing_parameters import (  # noqa: E402
    ShowAugmentationParameters,
)
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Sequence, Table  # noqa: E402
from medaiassist_engine.files.volumes import read_volume  # noqa: E402

STILL: dict[str, Any] = {
    "rotate": 0.0, "zoom": 0.0, "shift": 0.0, "noise": 0.0, "contrast": 0.0, "intensities": "none",
}  # fmt: skip


def shown(table: Table, context: Context | None = None, **choices: Any) -> Any:
    p = ShowAugmentationParameters(**{**STILL, **choices})
    return run_show_augmentation(table, p, context or Context()).array


def test_without_variation_every_picture_is_the_image_as_it_is_stored(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4)
    found = shown(table, count=4, case="case3")
    stored = read_volume(str(tmp_path / "case3.nii.gz")).array[0]
    grey = (stored - stored.min()) * (255 / (stored.max() - stored.min()))
    assert found.shape[1:] == (34, 34, 3)  # two by two pictures of 16, with a gap of 2
    for y, x in ((0, 0), (0, 18), (18, 0), (18, 18)):
        one = found[0, y : y + 16, x : x + 16]
        assert np.abs(one[..., 0] - grey).max() <= 1
        assert (one[..., 0] == one[..., 2]).all()


def test_pictures_after_the_first_are_varied_and_the_same_seed_repeats_them(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4)
    found = shown(table, count=4, rotate=90.0, noise=0.5)
    first, second = found[0, :16, :16].astype(int), found[0, :16, 18:34].astype(int)
    assert np.abs(first - second).max() > 50
    assert (found == shown(table, count=4, rotate=90.0, noise=0.5)).all()
    assert (found != shown(table, count=4, rotate=90.0, noise=0.5, seed=5)).any()


def test_of_volumes_the_middle_slice_is_shown_as_slice_views_do(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4, (8, 16, 16))
    stored = read_volume(str(tmp_path / "case1.nii.gz"))
    context = Context()
    found = shown(table, context, count=2, case="case1", mixup=0.5, size=(16, 16, 8))
    # Stored along R, A, S: right on the left and anterior above turns both axes around.
    assert np.allclose(stored.ijk_to_ras, np.eye(4))
    grey = stored.array[4, ::-1, ::-1]
    assert np.corrcoef(found[0, :16, :16, 0].ravel(), grey.ravel())[0, 1] > 0.999
    assert context.notes == ["Mixup is not shown: it blends pairs of images."]


def test_pictures_lie_row_by_row() -> None:
    whole = mosaic([np.full((4, 6, 3), n, dtype=np.uint8) for n in range(5)])[0]
    assert [whole[y, x, 0] for y in (0, 6, 12) for x in (0, 8)] == [0, 1, 2, 3, 4, 128]
    assert whole.shape == (16, 14, 3)


def test_an_unknown_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no case 'nobody'"):
        shown(cohort(tmp_path, 4), case="nobody")


def test_every_frame_of_a_sequence_is_answered_as_it_would_be_alone(tmp_path: Path) -> None:
    p = quick(folder=str(tmp_path), resume_folder=str(tmp_path), epochs=2)
    model = run_train_network(cohort(tmp_path, 12), p, Context())["model"]
    frames = tuple(picture(n % 2 == 1, 100 + n) for n in range(4))
    sequence = Sequence(frames, ("0.0", "0.04", "0.08", "0.12"))
    chosen = ApplyNetworkParameters(device="cpu")
    found = run_apply_to_frames(model, sequence, chosen, Context())
    columns = {c.name: c for c in found["probabilities"].columns}
    assert columns["frame"].values.tolist() == [1, 2, 3, 4]
    assert columns["time"].values.tolist() == [0.0, 0.04, 0.08, 0.12]
    assert columns["time"].unit == "s"
    for n, frame in enumerate(frames):
        alone = run_apply_network(model, chosen, Context(), volume=frame)
        one = {c.name: c for c in alone.columns}["p_bright"].values[0]
        assert columns["p_bright"].values[n] == pytest.approx(one, abs=1e-6)
    curves = found["curves"]
    assert [curve.x for curve in curves.curves] == ["time", "time"]
    assert {curve.name for curve in curves.curves} == {"bright", "dark"}
