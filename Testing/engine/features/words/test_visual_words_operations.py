"""Dense descriptors, vocabularies and words as operations, on textures with known answers."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.spatial.distance import cdist

from medaiassist_engine.cli.app import main
from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import LabelMap, ModelRef, Segment, Table, Volume, matrix
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.features.united import united
from medaiassist_engine.features.words.dense import describe
from medaiassist_engine.features.words.learning import learn
from medaiassist_engine.features.words.recipe import descriptor_columns, recipe_in
from medaiassist_engine.features.words.words import VisualWords
from medaiassist_engine.files.tables import read_table, write_table
from medaiassist_engine.files.volumes import write_volume
from medaiassist_engine.models.folders import VARIABLE


def texture(seed: int, shape: tuple[int, ...] = (2, 64, 56), name: str = "") -> Volume:
    """Smooth noise in voxels of 0.8 x 0.8 x 2 mm; odd seeds have streaks along i."""
    noise = np.random.default_rng(seed).normal(size=shape)
    image = gaussian_filter(noise, (0, 1.5, 6.0 if seed % 2 else 1.5))
    scaled = 255 * (image - image.min()) / np.ptp(image)
    return Volume(scaled.astype(np.float32), matrix(np.diag([0.8, 0.8, 2, 1])), name)


def run(name: str, context: Context | None = None, **given: Any) -> Any:
    entry = operation(f"features.{name}")
    slots = {slot.name for slot in entry.inputs}
    inputs = {key: value for key, value in given.items() if key in slots}
    values = {key: value for key, value in given.items() if key not in slots}
    parameters = validate(entry.parameters, values)
    results = execute(entry, inputs, parameters, context or Context())
    return next(iter(results.values())) if len(results) == 1 else results


def vectors(table: Table) -> np.ndarray:
    return np.array([c.values for c in table.columns if c.values is not None]).T


def halves(volume: Volume) -> LabelMap:
    array = np.zeros(volume.array.shape, np.uint8)
    array[:, :32], array[:, 32:] = 1, 2
    segments = (Segment(1, "top"), Segment(2, "bottom"), Segment(3, "none"))
    return LabelMap(array, volume.ijk_to_ras, segments)


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "models"))
    return tmp_path / "models"


def learnt(**settings: Any) -> ModelRef:
    tables = [run("dense_sift", volume=texture(n), step=4.0) for n in range(4)]
    return run("vocabulary", descriptors=Table(tuple(united(tables))), words=12, **settings)


def test_a_descriptor_turns_with_the_picture() -> None:
    image = texture(3).array[0, :56].astype(np.uint8)
    place = np.array([[30.0, 21.0]])
    turned = np.ascontiguousarray(np.rot90(image, -1))  # column x, row y goes to (55 - y, x)
    first = describe(image, place, 2.0)
    np.testing.assert_allclose(first, describe(turned, np.array([[34.0, 30.0]]), 2.0, 90), atol=3)


def test_the_grid_has_the_distance_asked_for_and_stays_in_the_segment() -> None:
    volume = texture(0)
    table = run("dense_sift", volume=volume, segments=halves(volume), step=8.0, scales=1)
    columns = {c.name: c for c in table.columns}
    places = {axis: np.unique(np.round(columns[axis].values, 6)) for axis in "RAS"}
    np.testing.assert_allclose(np.diff(places["R"]), 8)
    np.testing.assert_allclose(np.diff(places["A"]), 8)
    assert set(columns["segment"].texts) == {"top", "bottom"}
    top = np.array([text == "top" for text in columns["segment"].texts])
    assert (columns["A"].values[top] < 32 * 0.8).all()
    assert len(top) == 2 * 5 * 6


def test_words_are_the_shares_of_the_nearest_centres(models: Path) -> None:
    model = learnt()
    assert Path(model.path).parent == models
    assert model.kind == "vocabulary" and len(model.sha256) == 64
    table = run("words", volume=texture(7), vocabulary=model.path)
    words = VisualWords.load(model.path)
    raw = descriptor_columns(run("dense_sift", volume=texture(7), step=4.0))
    roots = np.sqrt(raw / np.maximum(raw.sum(axis=1, keepdims=True), 1))
    nearest = cdist(roots, words.code.centres).argmin(axis=1)  # type: ignore[union-attr]
    expected = np.bincount(nearest, minlength=12) / len(raw)
    np.testing.assert_allclose(vectors(table)[0], expected, atol=1e-12)
    assert vectors(table)[0].sum() == pytest.approx(1)
    assert [c.name for c in table.columns[:3]] == ["case", "segment", "word_0001"]
    assert model.sha256[:8] in table.columns[2].description


def test_streaks_and_blobs_have_different_words(models: Path) -> None:
    model = learnt()
    rows = [
        vectors(run("words", volume=texture(n), vocabulary=model.path))[0] for n in range(10, 16)
    ]
    blobs, streaks = rows[::2], rows[1::2]
    apart = min(np.abs(blob - streak).sum() for blob in blobs for streak in streaks)
    within = max(np.abs(a - b).sum() for kind in (blobs, streaks) for a in kind for b in kind)
    assert apart > 1.5 * within


def test_a_segment_is_measured_alike_whatever_else_is_drawn(models: Path) -> None:
    model, volume, context = learnt(), texture(5), Context()
    labels = halves(volume)
    rows = vectors(run("words", context, volume=volume, segments=labels, vocabulary=model.path))
    alone = dataclasses.replace(labels, segments=labels.segments[1:2])
    one = vectors(run("words", volume=volume, segments=alone, vocabulary=model.path))
    np.testing.assert_array_equal(rows[1], one[0])
    assert np.isnan(rows[2]).all() and any("'none' has no voxels" in n for n in context.notes)


def test_fisher_vectors_are_longer_and_of_length_one(models: Path) -> None:
    model = learnt(encoding="fisher", reduce=10)
    row = vectors(run("words", volume=texture(9), vocabulary=model.path))[0]
    assert row.shape == (12 + 2 * 12 * 10,)
    assert np.linalg.norm(row) == pytest.approx(1)


SETTINGS: dict[str, dict[str, object]] = {
    "sift": {"contrast": 0.02, "strongest": 300},
    "orb": {"levels": 5},
    "akaze": {"layers": 3},
    "surf": {"octaves": 3},
    "sift3d": {"strongest": 200},
}


@pytest.mark.parametrize("method", SETTINGS)
def test_keypoint_tables_tell_their_settings_even_without_keypoints(method: str) -> None:
    flat = Volume(np.ones((30, 40, 40), np.float32))
    recipe = recipe_in(run(method, volume=flat, **SETTINGS[method])["descriptors"])
    assert recipe is not None and recipe.method == method
    for name, value in SETTINGS[method].items():
        assert getattr(recipe.parameters, name) == value


def test_a_table_that_does_not_tell_its_settings_is_taken_by_length_with_a_note() -> None:
    columns = run("orb", volume=texture(1, (2, 160, 160)))["descriptors"].columns
    plain = tuple(dataclasses.replace(column, description="") for column in columns)
    context = Context()
    model = run("vocabulary", context, descriptors=Table(plain, "T"), words=4)
    assert VisualWords.load(model.path).recipe.method == "orb"
    assert any("default settings" in note for note in context.notes)


@pytest.mark.parametrize("method", ["sift", "orb", "akaze"])
def test_keypoints_make_a_vocabulary_that_finds_them_again(method: str, models: Path) -> None:
    context = Context()
    table = run(method, volume=texture(1, (2, 160, 160)), **SETTINGS[method])["descriptors"]
    recipe = recipe_in(table)
    assert recipe is not None and recipe.method == method
    model = run("vocabulary", context, descriptors=table, words=4)
    assert VisualWords.load(model.path).recipe.parameters == recipe.parameters
    assert not any("default settings" in note for note in context.notes)
    row = vectors(run("words", volume=texture(1, (2, 160, 160)), vocabulary=model.path))[0]
    assert row.sum() == pytest.approx(1) and (row > 0).all()


def test_a_uniform_volume_has_undefined_words_and_a_note(models: Path) -> None:
    model, context = learnt(), Context()
    flat = Volume(np.ones((1, 40, 40), np.float32))
    assert np.isnan(vectors(run("words", context, volume=flat, vocabulary=model.path))).all()
    assert any("same intensity everywhere" in note for note in context.notes)


def test_the_recipe_travels_with_the_table_and_the_vocabulary(models: Path, tmp_path: Path) -> None:
    volume = texture(0)
    write_table(tmp_path / "a.csv", run("dense_sift", volume=volume, step=6.0, scales=1))
    table = read_table(tmp_path / "a.csv")
    recipe = recipe_in(table)
    assert recipe is not None and recipe.parameters.step == 6.0
    model = run("vocabulary", descriptors=table, words=3)
    assert VisualWords.load(model.path).recipe.parameters == recipe.parameters
    with pytest.raises(UserError, match="says that dense SIFT made it"):
        run("vocabulary", descriptors=table, words=3, method="sift")
    write_table(tmp_path / "b.csv", run("dense_sift", volume=volume, step=5.0))
    with pytest.raises(UserError, match=r"'b.csv' were made in another way"):
        run("vocabulary", descriptors=table, words=3, more=str(tmp_path / "b.csv"))
    both = run("vocabulary", descriptors=table, words=3, more=str(tmp_path / "a.*csv"))
    assert Path(both.path).exists() and both.path != model.path


def test_bad_vocabularies_and_tables_are_refused_with_a_sentence(tmp_path: Path) -> None:
    volume = texture(0)
    with pytest.raises(UserError, match=r"Vocabulary .* is empty"):
        run("words", volume=volume)
    with pytest.raises(UserError, match="There is no file"):
        run("words", volume=volume, vocabulary=str(tmp_path / "none.npz"))
    path = tmp_path / "bad.npz"
    np.savez(path, kind="bag of visual words", recipe=np.array([print], dtype=object))
    with pytest.raises(UserError, match="not a usable bag of visual words"):
        run("words", volume=volume, vocabulary=str(path))
    with pytest.raises(UserError, match="no columns d000"):
        run("vocabulary", descriptors=Table((), "T"))
    with pytest.raises(UserError, match="There is no table"):
        table = run("dense_sift", volume=volume)
        run("vocabulary", descriptors=table, words=2, more=str(tmp_path / "no*.csv"))


@pytest.mark.parametrize("encoding", ["bag", "fisher"])
def test_learning_can_be_cancelled(encoding: str) -> None:
    calls: list[float] = []

    def stop(fraction: float) -> None:
        calls.append(fraction)
        if fraction > 0.1:
            raise Cancelled

    recipe = recipe_in(run("dense_sift", volume=texture(0)))
    assert recipe is not None
    images = [np.random.default_rng(0).random((500, 128))]
    with pytest.raises(Cancelled):
        learn(images, recipe, encoding=encoding, words=20, progress=stop)
    assert calls == sorted(calls)


def test_the_command_line_goes_from_a_cohort_to_its_words(tmp_path: Path) -> None:
    rows = ["case,image"]
    for n in range(4):
        write_volume(tmp_path / f"{n}.nrrd", texture(n))
        rows.append(f"case {n},{n}.nrrd")
    (tmp_path / "cohort.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    cohort, words = str(tmp_path / "cohort.csv"), str(tmp_path / "words.npz")
    descriptors, table = str(tmp_path / "d.csv"), tmp_path / "w.csv"
    assert main(["batch", "features.dense_sift", cohort, "--output", descriptors]) == 0
    learn = ["run", "features.vocabulary", "--input", descriptors, "--words", "5"]
    assert main([*learn, "--output", words]) == 0
    count = ["batch", "features.words", cohort, "--output", str(table), "--vocabulary", words]
    assert main(count) == 0
    found = read_table(table)
    assert [c.name for c in found.columns][:3] == ["case", "segment", "word_0001"]
    assert vectors(found).shape == (4, 5)
    expected = run("words", volume=texture(2), vocabulary=words)
    np.testing.assert_array_equal(vectors(found)[2], vectors(expected)[0])
