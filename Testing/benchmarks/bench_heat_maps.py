"""Heat maps of lesions planted in real volumes: where they peak, and whether they are faithful.

A small 3D CNN learns to tell pieces of head MR and chest CT with a bright ball from others; the
maps are of pieces of other patients, stored obliquely, with axes swapped and mirrored. Needs
MEDAIASSIST_DATA, or ../shared/data beside the repository.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))
sys.path.insert(0, str(Path(__file__).parents[1] / "engine" / "deep"))

import numpy as np
from planted_lesions import CLASSES, planted, scans, strides_away, trained

from medaiassist_engine.classify.deep.bundle_reading import ImageClassifier
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Table, Volume
from medaiassist_engine.explain.heat_maps.operation import heat_map
from medaiassist_engine.explain.heat_maps.parameters import HeatMapParameters

METHODS = ("hires_cam", "grad_cam", "grad_cam_plus_plus", "occlusion", "integrated_gradients")


def report(method: str, classifier: ImageClassifier, cases: list[object], orders: int) -> None:
    start = time.perf_counter()
    away, rows = [], []
    p = HeatMapParameters(method=method, label=CLASSES[1], device="cpu", orders=orders)  # type: ignore[arg-type]
    for case in cases:
        found = heat_map(classifier, case.volume, p, Context())  # type: ignore[attr-defined]
        heat, scores = found["heat_map"], found["faithfulness"]
        assert isinstance(heat, Volume)
        away.append(strides_away(heat, case))  # type: ignore[arg-type]
        if isinstance(scores, Table):
            columns = {c.name: c for c in scores.columns}
            rows.append([float(columns[name].values[0]) for name in  # type: ignore[index]
                         ("deletion", "deletion_random", "insertion", "insertion_random")]
                        + [columns["faithful"].texts[0] == "yes"])  # fmt: skip
    deleted, by_chance, shown, shown_by_chance, faithful = np.mean(rows, axis=0)
    margins = np.array(rows)[:, 1] - np.array(rows)[:, 0]
    print(
        f"{method}: peak within 1 stride in {np.mean(np.array(away) <= 1):.1%} (median "
        f"{np.median(away):.2f} strides); deletion {deleted:.3f}, random {by_chance:.3f} (margin "
        f"{margins.mean():.3f}, lowest {margins.min():.3f}); insertion {shown:.3f}, random "
        f"{shown_by_chance:.3f}; called faithful {faithful:.0%}; "
        f"{(time.perf_counter() - start) / len(cases):.1f} s a case",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=METHODS)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--orders", type=int, default=10)
    given = parser.parse_args()
    data = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    if not (data / "chest_ct").is_dir():
        sys.exit(f"There are no volumes at {data}; set MEDAIASSIST_DATA.")
    start = time.perf_counter()
    seen, unseen = scans(data)
    classifier = trained(seen)
    print(f"read and trained in {time.perf_counter() - start:.0f} s", flush=True)
    cases = [planted(unseen[n % len(unseen)], True, 1000 + n) for n in range(given.cases)]
    for method in given.methods:
        report(method, classifier, list(cases), given.orders)


if __name__ == "__main__":
    main()
