"""Bag of visual words and Fisher vectors against scikit-image, definitions, and damaged files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from skimage.feature import fisher_vector, learn_gmm
from sklearn.mixture import GaussianMixture

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.features.words.arrays import descriptors_of
from medaiassist_engine.features.words.bag import fit_vocabulary
from medaiassist_engine.features.words.fisher import Mixture, fit_mixture
from medaiassist_engine.features.words.learning import learn
from medaiassist_engine.features.words.recipe import Recipe
from medaiassist_engine.features.words.words import VisualWords

LENGTH = 12


def images(seed: int = 0, count: int = 5) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    scale = rng.uniform(0.5, 2, LENGTH)
    return [
        rng.normal(size=(80 + n, LENGTH)) * scale + 3 * rng.integers(0, 3, (80 + n, 1))
        for n in range(count)
    ]


@pytest.mark.parametrize("improved", [False, True])
def test_the_fisher_vector_is_scikit_images_but_for_the_sign_of_its_last_part(
    improved: bool,
) -> None:
    train, test = images(), images(1, 1)[0]
    reference = learn_gmm(train, n_modes=4, gm_args={"covariance_type": "diag", "random_state": 0})
    expected = fisher_vector(test, reference, improved=improved)
    found = fit_mixture(train, 4, seed=0).encode(test, improved=improved)
    split = 4 + 4 * LENGTH
    np.testing.assert_allclose(found[:split], expected[:split], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found[split:], -expected[split:], rtol=1e-9, atol=1e-12)


def test_posteriors_are_scikit_learns() -> None:
    train = np.concatenate(images())
    reference = GaussianMixture(3, covariance_type="diag", random_state=2).fit(train)
    mixture = Mixture(reference.weights_, reference.means_, reference.covariances_)
    np.testing.assert_allclose(mixture.posteriors(train), reference.predict_proba(train), atol=1e-9)


def test_a_fisher_vector_is_the_gradient_of_the_likelihood() -> None:
    """By numeric differences, scaled by the Fisher information's closed-form root."""
    mixture, x = fit_mixture(images(), 3), images(1, 1)[0]

    def likelihood(means: np.ndarray, deviations: np.ndarray) -> float:
        z = (x[:, None] - means) / deviations
        score = np.log(mixture.weights) - (z**2 / 2 + np.log(deviations)).sum(axis=2)
        return float(np.logaddexp.reduce(score, axis=1).mean())

    deviations, step = np.sqrt(mixture.variances), 1e-5
    vector = mixture.encode(x, improved=False)
    means_part = vector[3 : 3 + 3 * LENGTH].reshape(3, LENGTH)
    deviations_part = vector[3 + 3 * LENGTH :].reshape(3, LENGTH)
    for k, d in ((0, 0), (1, 5), (2, 11)):
        nudge = np.zeros_like(deviations)
        nudge[k, d] = step
        scale = deviations[k, d] / np.sqrt(mixture.weights[k])
        by_mean = likelihood(mixture.means + nudge, deviations)
        by_mean -= likelihood(mixture.means - nudge, deviations)
        assert means_part[k, d] == pytest.approx(by_mean / (2 * step) * scale, rel=1e-4)
        by_width = likelihood(mixture.means, deviations + nudge)
        by_width -= likelihood(mixture.means, deviations - nudge)
        expected = by_width / (2 * step) * scale / np.sqrt(2)
        assert deviations_part[k, d] == pytest.approx(expected, rel=1e-4)


def test_the_training_descriptors_themselves_have_a_fisher_vector_near_zero() -> None:
    train = images()
    assert np.abs(fit_mixture(train, 3).encode(np.concatenate(train), improved=False)).max() < 0.02


def test_words_are_shares_and_tell_images_apart() -> None:
    rng = np.random.default_rng(0)
    centres = 10 * np.eye(4)
    train = [centres[rng.integers(0, 4, 50)] + rng.normal(size=(50, 4)) for _ in range(3)]
    vocabulary = fit_vocabulary(train, 4, seed=1)
    code = vocabulary.encode(centres[[0, 0, 0, 2]])
    assert sorted(code) == [0, 0, 0.25, 0.75]
    nearest = vocabulary.nearest(centres)
    assert sorted(nearest) == [0, 1, 2, 3]


@pytest.mark.parametrize("fit", [lambda s: fit_vocabulary(images(), 6, s).centres,
                                 lambda s: fit_mixture(images(), 3, s).means])  # fmt: skip
def test_the_same_seed_gives_the_same_words(fit: Callable[[int], np.ndarray]) -> None:
    np.testing.assert_array_equal(fit(3), fit(3))
    assert not np.array_equal(fit(3), fit(4))


def fitted() -> list[Any]:
    return [fit_vocabulary(images(), 5), fit_mixture(images(), 3)]


def learnt(encoding: str, reduce: int | None = None) -> VisualWords:
    return learn(images(), Recipe("surf"), encoding=encoding, words=3, reduce=reduce)


@pytest.mark.parametrize("encoding", ["bag", "fisher"])
@pytest.mark.parametrize("reduce", [None, 4])
def test_saved_words_read_back_exactly_without_pickle(
    encoding: str, reduce: int | None, tmp_path: Path
) -> None:
    path, model = tmp_path / "model.npz", learnt(encoding, reduce)
    model.save(path)
    with np.load(path, allow_pickle=False) as content:
        assert {"kind", "recipe", "mean", "axes", *vars(model.code)} == set(content.files)
    back = VisualWords.load(path)
    assert back.recipe.to_json() == model.recipe.to_json()
    x = images(2, 1)[0]
    assert np.isfinite(model.encode(x)).all() and len(model.encode(x)) == model.length
    np.testing.assert_array_equal(back.encode(x), model.encode(x))


@pytest.mark.parametrize("model", fitted(), ids=["bag", "fisher"])
def test_no_descriptors_give_undefined_values_and_wrong_ones_a_sentence(model: Any) -> None:
    assert np.isnan(model.encode(np.zeros((0, LENGTH)))).all()
    assert model.encode(np.zeros((0, LENGTH))).shape == model.encode(images()[0]).shape
    with pytest.raises(UserError, match=r"shape \(3, 5\).*12 values a row"):
        model.encode(np.zeros((3, 5)))
    with pytest.raises(UserError, match="1 descriptors hold NaN"):
        model.encode(np.full((1, LENGTH), np.nan))


def test_too_few_descriptors_are_refused() -> None:
    with pytest.raises(UserError, match="2 descriptors for 5 words"):
        fit_vocabulary([np.zeros((2, 3))], 5)
    with pytest.raises(UserError, match="Only 1 different"):
        fit_vocabulary([np.zeros((9, 3))], 5)
    with pytest.raises(UserError, match="differ in length"):
        fit_vocabulary([np.zeros((9, 3)), np.zeros((9, 4))], 5)
    with pytest.raises(UserError, match="descriptors for"):
        fit_mixture([np.zeros((3, 3))], 2)


def test_damaged_foreign_and_pickled_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        VisualWords.load(tmp_path / "none.npz")
    path = tmp_path / "m.npz"
    learnt("fisher").save(path)
    with np.load(path) as content:
        arrays = dict(content)
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    with pytest.raises(UserError, match="not a usable"):
        VisualWords.load(path)
    for name, value in (("variances", -arrays["variances"]), ("means", arrays["means"] * np.nan),
                        ("weights", arrays["weights"][:2])):  # fmt: skip
        np.savez(path, **{**arrays, name: value})
        with pytest.raises(UserError, match="is damaged"):
            VisualWords.load(path)
    np.savez(path, **{**arrays, "recipe": np.array('{"method": "os", "settings": {}}')})
    with pytest.raises(UserError, match="'os' makes no descriptors"):
        VisualWords.load(path)
    np.savez(path, **{**arrays, "means": np.array([{"a": 1}], dtype=object)})
    with pytest.raises(UserError, match="not a usable"):
        VisualWords.load(path)
    np.savez(path, kind=np.array("something else"))
    with pytest.raises(UserError, match="holds a something else"):
        VisualWords.load(path)
    np.save(tmp_path / "plain.npy", np.zeros(3))
    with pytest.raises(UserError, match="not a usable"):
        VisualWords.load(tmp_path / "plain.npy")


def test_descriptors_come_from_the_columns_of_a_table() -> None:
    columns = [
        Column(name, np.array(values))
        for name, values in (("d0", [1, 2]), ("x", [9, 9]), ("d1", [3, 4]))
    ]
    table = Table((*columns, Column("dog", texts=("a", "b"))), "T")
    np.testing.assert_array_equal(descriptors_of(table, "d"), [[1, 3], [2, 4]])
    with pytest.raises(UserError, match="'T' has no numeric column"):
        descriptors_of(table, "sift")
