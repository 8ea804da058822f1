"""Training, saving and applying networks through the operations."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import changed, cohort, picture, quick  # noqa: E402

from medaiassist_engine.classify.deep.bundle_reading import load_classifier  # noqa: E402
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters  # noqa: E402
from medaiassist_engine.classify.predictions import predictions_of  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.catalog import operation  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, ModelRef, Table, Volume  # noqa: E402
from medaiassist_engine.execution import execute  # noqa: E402
from medaiassist_engine.files.volumes import write_volume  # noqa: E402
from medaiassist_engine.models.references import reference  # noqa: E402


def train(table: Table, folder: Path, context: Context | None = None, **other: Any) -> Any:
    parameters = quick(folder=str(folder / "models"), resume_folder=str(folder / "kept"), **other)
    entry = operation("classify.train_network")
    return execute(entry, {"table": table}, parameters, context or Context())


def apply(model: ModelRef, context: Context | None = None, **given: Any) -> Table:
    inputs = {key: given.pop(key) for key in ("volume", "table") if key in given}
    parameters = ApplyNetworkParameters(device="cpu", **given)
    entry = operation("classify.apply_network")
    found = execute(entry, {"model": model, **inputs}, parameters, context or Context())
    assert isinstance(found["probabilities"], Table)
    return found["probabilities"]


def values(table: Table, name: str) -> Any:
    return next(c.values for c in table.columns if c.name == name)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("trained")
    table = cohort(folder)
    return table, train(table, folder)


def test_a_small_cnn_learns_bright_squares_and_its_test_metrics_say_so(trained: Any) -> None:
    metrics = trained[1]["metrics"]
    accuracy = dict(zip(metrics.columns[0].texts, metrics.columns[1].values, strict=True))
    assert accuracy["accuracy"] == 1.0
    found = predictions_of(trained[1]["predictions"])
    assert set(found.folds) == {"test"} and len(found.cases) == 12
    curve = trained[1]["learning_curve"].table
    losses = next(c.values for c in curve.columns if c.name == "training loss")
    assert losses[-1] < losses[0] / 2


def test_the_saved_network_gives_the_probabilities_of_the_training(trained: Any) -> None:
    table, results = trained
    applied = apply(results["model"], table=table)
    rows = [int(case[4:]) for case in results["predictions"].columns[0].texts]
    for name in ("p_bright", "p_dark"):
        np.testing.assert_allclose(
            values(applied, name)[rows], values(results["predictions"], name), atol=1e-6
        )


def test_a_volume_gives_the_same_as_its_file_in_a_table(trained: Any) -> None:
    table, results = trained
    one = apply(results["model"], volume=picture(True, 1))
    assert values(one, "p_bright")[0] == pytest.approx(
        values(apply(results["model"], table=table), "p_bright")[1], abs=1e-6
    )


def test_dropout_samples_and_flips_tell_how_sure_the_network_is(trained: Any) -> None:
    volume, model = picture(True, 5), trained[1]["model"]
    runs = apply(model, volume=volume, samples=20, flips=True)
    assert values(runs, "spread")[0] > 0
    assert 0 <= values(runs, "mutual_information")[0] <= values(runs, "entropy")[0]
    again = apply(model, volume=volume, samples=20, flips=True)
    assert values(again, "p_bright")[0] == values(runs, "p_bright")[0]
    plain = apply(model, volume=volume)
    assert "spread" not in [c.name for c in plain.columns]  # and dropout is off again


def test_mirrored_images_get_the_same_mean_over_flips(trained: Any) -> None:
    volume, model = picture(True, 7), trained[1]["model"]
    mirrored = dataclasses.replace(volume, array=volume.array[:, :, ::-1].copy())
    one, other = (apply(model, volume=v, flips=True) for v in (volume, mirrored))
    assert values(one, "p_bright")[0] == pytest.approx(values(other, "p_bright")[0], abs=1e-6)


def test_the_file_holds_no_path_and_no_case(trained: Any) -> None:
    with zipfile.ZipFile(trained[1]["model"].path) as file:
        config = next(name for name in file.namelist() if name.endswith("metadata.json"))
        text = file.read(config).decode()
    assert "case1" not in text and str(Path(trained[1]["model"].path).parent) not in text


@pytest.mark.parametrize(
    ("shape", "said"), [((4, 16, 16), "dimensions"), ((1, 16, 16, 3), "values per voxel")]
)
def test_images_of_other_kinds_are_refused_by_case(
    tmp_path: Path, shape: tuple[int, ...], said: str
) -> None:
    table = cohort(tmp_path, 4)
    write_volume(tmp_path / "odd.nii.gz", Volume(np.zeros(shape, np.float32)))
    with pytest.raises(UserError, match=f"'case0'.* {said}.*'case3'"):
        train(changed(table, 3, "image", str(tmp_path / "odd.nii.gz")), tmp_path)


def test_an_unreadable_image_is_named_by_case_and_not_by_path(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4)
    (tmp_path / "Doe_Jane.nii.gz").write_bytes(b"no image")
    with pytest.raises(UserError, match="case 'case2'") as caught:
        train(changed(table, 2, "image", str(tmp_path / "Doe_Jane.nii.gz")), tmp_path)
    assert "Doe" not in str(caught.value)


def test_a_class_without_training_cases_and_a_torn_patient_are_refused(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4)
    with pytest.raises(UserError, match="Class 'rare' has no case in train"):
        train(changed(table, 7, "label", "rare"), tmp_path)
    with pytest.raises(UserError, match="Patient 'p0' has cases in train and in test"):
        train(changed(table, 7, "patient", "p0"), tmp_path)


def test_without_a_split_patients_are_drawn_whole(tmp_path: Path) -> None:
    table = cohort(tmp_path, 12)
    columns = [
        Column("patient", None, tuple(f"p{n // 4}" for n in range(24))) if c.name == "patient"
        else c for c in table.columns if c.name != "split"
    ]  # fmt: skip
    context = Context()
    found = train(Table(tuple(columns)), tmp_path, context, epochs=1)["predictions"]
    assert any("no split" in note for note in context.notes)
    counts = np.unique(found.columns[1].texts, return_counts=True)[1]
    assert set(counts.tolist()) == {4}


DENSENET = {"_target_": "DenseNet121", "spatial_dims": 2, "in_channels": 1, "out_channels": 2}


class Malicious:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("place", ["alone", "weights", "script"])
def test_a_malicious_pickle_given_as_model_does_not_run(
    tmp_path: Path, trained: Any, place: str
) -> None:
    mark, path = tmp_path / "ran", tmp_path / "net.zip"
    data = pickle.dumps(Malicious(mark))
    if place == "alone":
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(trained[1]["model"].path) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                if place == "script" and name.endswith("model.ts"):
                    new.writestr(name, data)
                elif place == "weights" and name.endswith("inference.json"):
                    new.writestr(name, json.dumps({"network_def": DENSENET}))
                elif not name.endswith("model.ts"):
                    new.writestr(name, old.read(name))
            new.writestr(f"{Path(trained[1]['model'].path).stem}/models/model.pt", data)
    with pytest.raises(UserError):
        apply(reference(path, "network"), volume=picture(True, 1))
    assert not mark.exists()
    pickle.loads(data)
    assert mark.exists()  # it would have run


def test_a_network_from_elsewhere_says_why_it_cannot_be_applied(tmp_path: Path) -> None:
    path = tmp_path / "other.ts"
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), path)
    with pytest.raises(UserError, match="not trained here"):
        load_classifier(reference(path, "network"))
