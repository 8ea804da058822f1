"""How much faster a network answers the second time: what an engine keeps between two jobs.

A real engine process applies a network trained here to one picture or volume, again and again.
"new engine" is the first answer of an engine that was started a moment before, as after opening
Slicer; "warm engine" is the first answer of one that has had the time to load its libraries.

    python Testing/benchmarks/bench_second_inference.py [--networks densenet121 cnn ...]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

import numpy as np
import torch
from engines import AS_OTHERS, ignore, new_session, processor, wait_until, warm

from medaiassist_engine.classify.deep.bundle_saving import TrainedNetwork, save_network
from medaiassist_engine.classify.deep.networks.building import build
from medaiassist_engine.classify.deep.networks.registry import ENTRIES
from medaiassist_engine.classify.deep.preparation import Preparation
from medaiassist_engine.contract.payloads import ModelRef, Volume
from MedAIAssistLib.session.jobs import Request, State, given
from MedAIAssistLib.session.session import Session

SIZES = {2: (64, 64), 3: (64, 64, 64)}
REPEATS = 5


def network(name: str, dimensions: int, folder: str) -> ModelRef:
    """A bundle with random weights, as a training would have saved it."""
    torch.manual_seed(0)
    preparation = Preparation(dimensions, 1, SIZES[dimensions])
    definition = ENTRIES[name].define(preparation.form(2))
    module = build(definition)
    trained = TrainedNetwork(module, definition, preparation, ("dark", "bright"), {})
    return save_network(trained, name, folder)


def picture(dimensions: int) -> Volume:
    shape = (1, 64, 64) if dimensions == 2 else (96, 128, 128)
    return Volume(np.random.default_rng(0).normal(100, 10, shape).astype(np.float32))


def used(session: Session, model: ModelRef, volume: Volume) -> tuple[float, float]:
    """Seconds from the request to the result in the host, and of the engine's processor time."""
    start, computed = time.perf_counter(), processor(session)
    inputs = given({"model": model, "volume": volume})
    job = session.submit(Request("classify.apply_network", {"device": "cpu"}, inputs, ignore))
    wait_until(session, job, lambda: False)
    if job.state is not State.DONE:
        raise SystemExit(f"{job.message}\n{job.details}")
    return time.perf_counter() - start, processor(session) - computed


def report(title: str, model: ModelRef, volume: Volume, loaded: bool) -> None:
    session = warm(new_session()) if loaded else new_session()
    first, second, *later = (used(session, model, volume) for _ in range(2 + REPEATS))
    session.close()
    median = np.median(later, axis=0)
    print(
        f"{title}, {'warm' if loaded else 'new'} engine: first {first[0]:.2f} s (processor "
        f"{first[1]:.2f}), second {second[0]:.3f} s ({second[1]:.2f}), later {median[0]:.3f} s "
        f"({median[1]:.3f}); second {first[0] / second[0]:.0f} x, later {first[0] / median[0]:.0f} "
        "x faster",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", nargs="+", choices=ENTRIES,
                        default=["cnn", "resnet18", "densenet121"])  # fmt: skip
    parser.add_argument("--dimensions", nargs="+", type=int, default=[2, 3])
    parser.add_argument(AS_OTHERS, action="store_true", help="the priority of other programs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for dimensions in options.dimensions:
            for name in options.networks:
                model, volume = network(name, dimensions, folder), picture(dimensions)
                for loaded in (False, True):
                    title = f"{ENTRIES[name].title}, {dimensions}D"
                    report(title, model, volume, loaded)


if __name__ == "__main__":
    main()
