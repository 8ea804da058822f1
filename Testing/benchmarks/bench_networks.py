"""Networks on MedNIST pictures: accuracy of unseen ones with its interval, and seconds.

Six classes; 150 training, 50 validation and 50 test pictures of each, drawn at random or, with
`--ordered`, by number, so that scanners of the test pictures are not among the training pictures.
Needs MEDAIASSIST_DATA, or ../shared/data beside the repository.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.classify.deep.networks.registry import ENTRIES
from medaiassist_engine.classify.deep.parameters import TrainNetworkParameters
from medaiassist_engine.classify.deep.train_network import run_train_network
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, Table

PARTS = ("train",) * 150 + ("validation",) * 50 + ("test",) * 50


def pictures(folder: Path, ordered: bool) -> Table:
    """The cohort."""
    rows = []
    for place in sorted(folder.iterdir()):
        files = sorted(place.glob("*.jpeg"))
        if not ordered:
            random.Random(0).shuffle(files)
        for n, (file, part) in enumerate(zip(files, PARTS, strict=False)):
            rows.append((f"{place.name}-{n}", str(file), place.name, part))
    names = ("case", "image", "label", "split")
    columns = zip(names, zip(*rows, strict=True), strict=True)
    return Table(tuple(Column(name, None, texts) for name, texts in columns))


def report(network: str, epochs: int, table: Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        choices = TrainNetworkParameters(network=network, epochs=epochs, device="cpu",
                                         folder=folder, resume_folder=folder)  # type: ignore[arg-type] # fmt: skip
        start, used = time.perf_counter(), time.process_time()
        metrics = run_train_network(table, choices, Context())["metrics"]
        took, used = time.perf_counter() - start, time.process_time() - used
    assert isinstance(metrics, Table)
    columns = {column.name: column for column in metrics.columns}
    row = metrics.columns[0].texts.index("accuracy")
    value, low, high = (
        100 * columns[name].values[row]
        for name in ("value", "low", "high")  # type: ignore[index]
    )
    print(
        f"{ENTRIES[network].title}, {epochs} epochs: accuracy {value:.1f} % ({low:.1f} to "
        f"{high:.1f}), {took:.0f} s, {used:.0f} s of CPU time",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", nargs="+", choices=ENTRIES, default=["cnn", "densenet121"])
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--ordered", action="store_true")
    given = parser.parse_args()
    data = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    if not (data / "mednist").is_dir():
        sys.exit(f"There are no pictures at {data / 'mednist'}; set MEDAIASSIST_DATA.")
    table = pictures(data / "mednist", given.ordered)
    for network in given.networks:
        report(network, given.epochs, table)


if __name__ == "__main__":
    main()
