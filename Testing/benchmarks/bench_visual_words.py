"""Bags of visual words on MedNIST: accuracy of a linear SVM in five folds, words learnt in each.

The peers, measured in the same folds, are the picture itself (64 x 64 pixels) and its histogram of
intensities before the same SVM. `--quick` takes a fifth of the pictures.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.features.keypoints.where import find_where
from medaiassist_engine.features.words.counting import described
from medaiassist_engine.features.words.recipe import Recipe
from medaiassist_engine.features.words.transformer import BagOfWords
from medaiassist_engine.files.volumes import read_volume

MOST = 20_000


def pictures(each: int) -> tuple[list[Volume], list[str]]:
    """So many pictures of each class, and their classes."""
    folder = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    files = [
        f for c in sorted((folder / "mednist").iterdir()) for f in sorted(c.glob("*.jpeg"))[:each]
    ]
    return [read_volume(f) for f in files], [f.parent.name for f in files]


def descriptors(volumes: list[Volume], recipe: Recipe) -> list[Any]:
    found = []
    for volume in volumes:
        context = Context()
        found += described(volume, recipe, find_where(volume, None, None, context), context)
    return found


def accuracy(name: str, steps: list[Any], data: Any, labels: list[str]) -> None:
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    start = time.perf_counter()
    scores = cross_val_score(make_pipeline(*steps), data, labels, cv=folds)
    seconds = time.perf_counter() - start
    worst = scores.min()
    print(f"{name:<42} {scores.mean():7.4f}  worst fold {worst:.4f}  {seconds:6.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    volumes, labels = pictures(50 if parser.parse_args().quick else 250)
    pixels = np.array([volume.array.ravel() for volume in volumes]) / 255
    histograms = np.array([np.histogram(p, 64, (0, 1))[0] for p in pixels]) / 4096
    print(f"{len(volumes)} pictures of {len(set(labels))} classes")
    svm = LinearSVC(C=0.01, max_iter=5000)
    accuracy("peer: pixels", [StandardScaler(), svm], pixels, labels)
    accuracy("peer: histogram of intensities", [StandardScaler(), svm], histograms, labels)
    for recipe in (Recipe("dense"), Recipe("sift", {"contrast": 0.02})):
        start = time.perf_counter()
        found = descriptors(volumes, recipe)
        each = (time.perf_counter() - start) / len(volumes)
        print(f"{recipe.title}: {np.mean([len(d) for d in found]):.0f} descriptors, {each:.4f} s")
        for encoding in ("bag", "fisher"):
            words = BagOfWords(encoding, method=recipe.method, most=MOST)
            steps = [words, SimpleImputer(), LinearSVC(C=10, max_iter=5000)]
            accuracy(f"{recipe.title}, {encoding}", steps, found, labels)


if __name__ == "__main__":
    main()
