"""Visual words as a step of scikit-learn's pipelines: learnt in the fold, cloned, searched."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GridSearchCV, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.features.keypoints.where import find_where
from medaiassist_engine.features.words import transformer
from medaiassist_engine.features.words.counting import described
from medaiassist_engine.features.words.recipe import Recipe
from medaiassist_engine.features.words.transformer import BagOfWords
from medaiassist_engine.files.volumes import read_volume

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "../shared/data"))


def images(count: int = 30) -> tuple[list[np.ndarray], np.ndarray]:
    """Two kinds that differ in how often each of four sorts of descriptor occurs."""
    rng = np.random.default_rng(0)
    centres, shares = 5 * np.eye(4, 6), ((0.4, 0.4, 0.1, 0.1), (0.1, 0.1, 0.4, 0.4))
    labels = np.arange(count) % 2
    data = [
        centres[rng.choice(4, 40 + n, p=shares[label])] + rng.normal(size=(40 + n, 6))
        for n, label in enumerate(labels)
    ]
    return data, labels


@pytest.mark.parametrize("encoding", ["bag", "fisher"])
def test_a_pipeline_tells_kinds_apart_in_cross_validation(encoding: str) -> None:
    data, labels = images()
    model = make_pipeline(BagOfWords(encoding, words=4, reduce=4), LinearSVC())
    assert cross_val_score(model, data, labels, cv=5).min() == 1


def test_words_are_learnt_from_the_training_images_of_each_fold_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, labels = images(12)
    seen: list[int] = []
    original = transformer.learn

    def counting(train: list[np.ndarray], *args: object, **kwargs: object) -> object:
        seen.append(sum(len(image) for image in train))
        return original(train, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(transformer, "learn", counting)
    cross_val_predict(make_pipeline(BagOfWords(words=4), LinearSVC()), data, labels, cv=3)
    every = sum(map(len, data))
    assert len(seen) == 3 and sum(every - count for count in seen) == every


def test_it_is_cloned_searched_and_repeatable() -> None:
    data, labels = images(12)
    fitted = BagOfWords(words=4).fit(data)
    again = clone(fitted).fit(data)
    np.testing.assert_array_equal(fitted.transform(data), again.transform(data))
    assert list(fitted.get_feature_names_out()) == [f"word_000{n}" for n in range(1, 5)]
    search = GridSearchCV(
        make_pipeline(BagOfWords(), LinearSVC()), {"bagofwords__words": [2, 4]}, cv=2
    )
    assert search.fit(data, labels).best_score_ > 0.9


def test_rows_are_roots_of_shares_or_the_shares_themselves() -> None:
    data, _ = images(6)
    roots = BagOfWords(words=4).fit(data).transform(data)
    shares = BagOfWords(words=4, root=False).fit(data).transform(data)
    np.testing.assert_allclose(roots**2, shares)
    np.testing.assert_allclose(shares.sum(axis=1), 1)


def test_an_image_without_descriptors_is_undefined_until_it_is_imputed() -> None:
    data, labels = images(12)
    rows = BagOfWords(words=4).fit(data).transform([data[0], np.zeros((0, 6))])
    assert np.isfinite(rows[0]).all() and np.isnan(rows[1]).all()
    model = make_pipeline(BagOfWords(words=4), SimpleImputer(), LinearSVC()).fit(data, labels)
    assert model.predict([np.zeros((0, 6))]).shape == (1,)


def test_descriptors_of_another_method_are_refused() -> None:
    data, _ = images(6)
    for settings in ({}, {"reduce": 3}):
        fitted = BagOfWords(words=4, **settings).fit(data)
        with pytest.raises(UserError, match="use the method and settings"):
            fitted.transform([np.zeros((3, 5))])


@pytest.mark.slow
def test_dense_words_classify_mednist_better_than_97_in_100() -> None:
    folder = DATA / "mednist"
    if not folder.is_dir():
        pytest.skip(f"needs MedNIST at {folder} (set MEDAIASSIST_DATA)")
    files = [f for c in sorted(folder.iterdir()) for f in sorted(c.glob("*.jpeg"))[:60]]
    found = []
    for file in files:
        volume, context = read_volume(file), Context()
        where = find_where(volume, None, None, context)
        found += described(volume, Recipe("dense", {"scales": 1}), where, context)
    words = BagOfWords("fisher", method="dense", most=10_000)
    model = make_pipeline(words, LinearSVC(C=10))
    labels = [f.parent.name for f in files]
    assert cross_val_score(model, found, labels, cv=5).mean() > 0.97
