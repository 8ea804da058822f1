"""A small neural network for tables: trained with torch, applied with numpy alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin

from ..contract.errors import UserError

Reals = NDArray[np.float64]
_BATCH = 32
_DROPOUT = 0.2
_DECAY = 1e-3


class Mlp(ClassifierMixin, BaseEstimator):
    """Two hidden layers of rectified linear units, trained by AdamW on the cross-entropy.

    What it learns is kept as numpy arrays, so that predicting needs no torch.

    Args:
        hidden: units of the first hidden layer; the second has half.
        epochs: how often every case is seen.
        learning_rate: of AdamW; it falls to zero along a half cosine.
        weigh_classes: rare classes count as much as frequent ones.
        seed: of the first weights, the order of cases and the dropout.
    """

    def __init__(
        self,
        hidden: int = 64,
        epochs: int = 200,
        learning_rate: float = 1e-3,
        weigh_classes: bool = False,
        seed: int = 0,
    ) -> None:
        self.hidden = hidden
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.weigh_classes = weigh_classes
        self.seed = seed

    def fit(self, values: Any, codes: Any) -> Mlp:
        """Train on (rows, features) without missing values and (rows,) classes.

        Raises:
            UserError: torch is not installed.
        """
        torch = _torch()
        self.classes_, places = np.unique(codes, return_inverse=True)
        self.n_features_in_ = np.shape(values)[1]
        threads = torch.get_num_threads()
        torch.set_num_threads(1)  # the same sums in the same order on every machine
        try:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(self.seed)
                network = self._trained(torch, np.asarray(values), places)
        finally:
            torch.set_num_threads(threads)
        layers = [layer for layer in network if isinstance(layer, torch.nn.Linear)]
        self.weights_ = [layer.weight.detach().numpy().astype(np.float64) for layer in layers]
        self.biases_ = [layer.bias.detach().numpy().astype(np.float64) for layer in layers]
        return self

    def predict_proba(self, values: Any) -> Reals:
        """(rows, classes)."""
        found = np.asarray(values, dtype=np.float64)
        for n, (weight, bias) in enumerate(zip(self.weights_, self.biases_, strict=True)):
            found = (np.maximum(found, 0) if n else found) @ weight.T + bias
        found = np.exp(found - found.max(axis=1, keepdims=True))
        return found / found.sum(axis=1, keepdims=True)

    def predict(self, values: Any) -> Any:
        """(rows,) the most probable class."""
        return self.classes_[self.predict_proba(values).argmax(axis=1)]

    def _trained(self, torch: Any, values: Any, places: Any) -> Any:
        x = torch.tensor(values, dtype=torch.float32)
        y = torch.tensor(places)
        network = self._network(torch, x.shape[1])
        loss = torch.nn.CrossEntropyLoss(weight=self._weights(torch, places))
        optimizer = torch.optim.AdamW(
            network.parameters(), lr=self.learning_rate, weight_decay=_DECAY
        )
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, self.epochs)
        for _ in range(self.epochs):
            for rows in torch.randperm(len(x)).split(_BATCH):
                optimizer.zero_grad()
                loss(network(x[rows]), y[rows]).backward()
                optimizer.step()
            schedule.step()
        return network

    def _network(self, torch: Any, features: int) -> Any:
        nn = torch.nn
        half = max(2, self.hidden // 2)
        return nn.Sequential(
            nn.Linear(features, self.hidden), nn.ReLU(), nn.Dropout(_DROPOUT),
            nn.Linear(self.hidden, half), nn.ReLU(), nn.Dropout(_DROPOUT),
            nn.Linear(half, len(self.classes_)),
        )  # fmt: skip

    def _weights(self, torch: Any, places: Any) -> Any:
        if not self.weigh_classes:
            return None
        counts = np.bincount(places)
        return torch.tensor(len(places) / (len(counts) * counts), dtype=torch.float32)


def _torch() -> Any:
    try:
        import torch
    except ModuleNotFoundError as error:
        raise UserError(
            "The neural network is trained with PyTorch, which the engine's Python lacks; install "
            "the deep-learning part of the engine, or choose another classifier."
        ) from error
    return torch
