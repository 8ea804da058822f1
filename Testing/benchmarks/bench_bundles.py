"""What finishing a segmentation of many classes costs, against MONAI's own way of doing it.

Both put softmax probabilities back on the voxels of the volume and take the most probable class,
as configs of whole-body networks say. Each runs in a process of its own; the labels are compared.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "MedAIAssist"), str(ROOT)]

import numpy as np  # noqa: E402


def case(classes: int, side: int) -> tuple[Any, Any, Any, list[Any]]:
    """Volume, image before and after the steps, and the steps of the config."""
    import torch
    from monai.data import MetaTensor
    from monai.transforms import Activationsd, AsDiscreted, Compose, Invertd, Spacingd

    before = Compose([Spacingd("image", pixdim=[3.0, 3.0, 3.0])])
    given = MetaTensor(torch.zeros(1, side, side, side), affine=torch.diag(torch.tensor(
        [-1.5, 1.5, 1.5, 1.0], dtype=torch.float64)))  # fmt: skip
    seen = before({"image": given.clone()})["image"]
    torch.manual_seed(0)
    coarse = torch.randn(1, classes, 6, 6, 6) * 8
    answer = torch.nn.functional.interpolate(coarse, seen.shape[1:], mode="trilinear")[0]
    after = [
        Activationsd("pred", softmax=True),
        Invertd("pred", transform=before, orig_keys="image", nearest_interp=False),
        AsDiscreted("pred", argmax=True),
    ]
    return given, seen, answer, after


def theirs(given: Any, seen: Any, answer: Any, after: list[Any]) -> Any:
    from monai.data import MetaTensor

    data = {"image": seen, "pred": MetaTensor(answer)}
    for step in after:
        data = step(data)
    return data["pred"][0].numpy()


def ours(given: Any, seen: Any, answer: Any, after: list[Any]) -> Any:
    from medaiassist_engine.bundles.postprocessing import Postprocessing
    from medaiassist_engine.bundles.running import Answer
    from medaiassist_engine.bundles.workflow import Workflow
    from medaiassist_engine.context import Context
    from medaiassist_engine.contract.payloads import matrix
    from medaiassist_engine.features.embedding.form import Form

    workflow = Workflow("bundle", "", "image", (), None, None, tuple(after), "cpu", {}, Form(3, 1))
    said = Answer(workflow, given, seen, matrix(given.affine.tolist()), answer)
    return Postprocessing(said, None, Context()).run().values[0]


def measure(way: str, classes: int, side: int, target: str) -> None:
    """Prints seconds and the peak of memory above what the case itself takes."""
    parts = case(classes, side)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    labels = {"ours": ours, "theirs": theirs}[way](*parts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    np.save(target, labels.astype(np.uint8))
    print(time.process_time() - start, peak / 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=int, default=60)
    parser.add_argument("--side", type=int, default=160)
    parser.add_argument("--way", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--target", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        measure(given.way, given.classes, given.side, given.target)
        return
    found, labels = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for way in ("theirs", "ours"):
            target = f"{folder}/{way}.npy"
            command = [sys.executable, "-W", "ignore", __file__, "--way", way, "--target", target,
                       "--classes", str(given.classes), "--side", str(given.side)]  # fmt: skip
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found[way] = [float(number) for number in done.stdout.split()]
            labels[way] = np.load(target)
    (slow, much), (fast, little) = found["theirs"], found["ours"]
    differing = (labels["ours"] != labels["theirs"]).mean()
    print(
        f"{given.classes} classes, {given.side}^3 voxels: MONAI {slow:.1f} s of CPU time and "
        f"{much:.2f} GB, here {fast:.1f} s and {little:.2f} GB: {slow / fast:.1f}x the speed with "
        f"{little / much:.0%} of the memory; {differing:.1e} of the voxels differ"
    )


if __name__ == "__main__":
    main()
