"""Fisher vectors: how an image's descriptors would change a Gaussian mixture model.

>>> import numpy as np
>>> rng = np.random.default_rng(0)
>>> mixture = fit_mixture([rng.normal(size=(50, 8)) for _ in range(4)], components=3)
>>> mixture.encode(rng.normal(size=(30, 8))).shape
(51,)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logsumexp

from ...classify.threads import one_thread
from .arrays import Reals, checked, together

_STEPS, _MOST_STEPS = 5, 100


@dataclass(frozen=True)
class Mixture:
    """A Gaussian mixture with axis-parallel components.

    Attributes:
        weights: (k,), they sum to one.
        means, variances: (k, length).
    """

    weights: Reals
    means: Reals
    variances: Reals

    def posteriors(self, descriptors: ArrayLike) -> Reals:
        """(n, k) the probability that each descriptor came from each component.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        x = checked(descriptors, self.means.shape[1])
        precision = 1 / self.variances
        distance = (
            x**2 @ precision.T
            - 2 * x @ (self.means * precision).T
            + np.sum(self.means**2 * precision, axis=1)
        )
        score = np.log(self.weights) - (distance + np.log(self.variances).sum(axis=1)) / 2
        return np.exp(score - logsumexp(score, axis=1, keepdims=True))

    def encode(self, descriptors: ArrayLike, *, improved: bool = True) -> Reals:
        """(k + 2 k length,) gradients by weights, means and standard deviations.

        NaN if there is no descriptor. `improved` takes signed square roots and scales to length
        one (Perronnin, Sánchez, Mensink, ECCV 2010).

        Reference: Sánchez et al., Int. J. Computer Vision 105, 2013, equations 16 to 18.
        scikit-image has the last part with the other sign, which changes no scalar product.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        x = checked(descriptors, self.means.shape[1])
        if len(x) == 0:
            return np.full(self.weights.size + 2 * self.means.size, np.nan)
        shares = self.posteriors(x)
        s0 = shares.mean(axis=0)
        s1, s2 = shares.T @ x / len(x), shares.T @ x**2 / len(x)
        root = np.sqrt(self.weights)[:, None]
        around = s2 - 2 * s1 * self.means + s0[:, None] * self.means**2
        vector = np.concatenate([
            (s0 - self.weights) / root[:, 0],
            ((s1 - s0[:, None] * self.means) / (root * np.sqrt(self.variances))).ravel(),
            ((around / self.variances - s0[:, None]) / (root * np.sqrt(2))).ravel(),
        ])  # fmt: skip
        if not improved:
            return vector
        vector = np.sign(vector) * np.sqrt(np.abs(vector))
        length = np.linalg.norm(vector)
        return vector / length if length > 0 else vector


@one_thread()
def fit_mixture(
    images: Iterable[ArrayLike],
    components: int = 32,
    seed: int = 0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Mixture:
    """Fit the mixture to the descriptors of all images; the same seed gives the same mixture.

    Fit it on training images only, or the test is not independent. Reducing descriptors by
    principal components first makes axis-parallel Gaussians fit better.

    Args:
        images: for each image its (n, length) descriptors.
        progress: called with 0..1; may raise to stop.

    Raises:
        UserError: fewer descriptors than twice the components, other lengths, or not finite.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.mixture import GaussianMixture

    descriptors = together(images, 2 * components)
    model = GaussianMixture(
        components, covariance_type="diag", random_state=seed, warm_start=True, max_iter=_STEPS
    )
    for done in range(0, _MOST_STEPS, _STEPS):  # in short runs, so that it can be stopped
        progress(done / _MOST_STEPS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(descriptors)
        if model.converged_:
            break
    progress(1.0)
    return Mixture(model.weights_, model.means_, model.covariances_)
