"""Denoise, enhance and find edges on a real head MR: Slicer's scene here, the engine beside it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "MedAIAssist"))

from medaiassist_engine.contract.payloads import Volume
from MedAIAssistLib.environment.choice import find_engine
from MedAIAssistLib.scene import bridge, volumes
from MedAIAssistLib.scene.steps import finish
from MedAIAssistLib.session.scene_session import SceneSession
from MedAIAssistLib.session.session import Session

from .head import head, with_rician_noise
from .quality import quality


def main() -> int:
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("demo-output"))
    folder = parser.parse_args().output.resolve()
    try:
        from .scene import create_workspace
    except ImportError:
        print("The demo needs slicer-core, which has wheels for Python 3.11 to 3.13.")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    workspace = create_workspace()
    work = SceneSession(workspace.scene, Session(find_engine))
    try:
        _run(workspace, work, folder)
    finally:
        work.close()
        workspace.close()
    return 0


def _run(workspace: Any, work: SceneSession, folder: Path) -> None:
    from .files import save_picture, save_scene, save_volume

    with _timed("Reading the head MR and adding noise"):
        truth = head()
        noisy = _add(work, with_rician_noise(truth))
    with _timed("Non-local means, Rician, strength from the estimated noise"):
        denoised = work.run("preprocess.nlm", {"volume": noisy}, rician=True)["volume"]
    with _timed("Local contrast (CLAHE)"):
        enhanced = work.run("preprocess.clahe", {"volume": denoised})["volume"]
    with _timed("Edges (Canny) as a segmentation"):
        edges = work.run("preprocess.canny", {"volume": denoised}, output="segmentation")
    _print_quality(truth, noisy, denoised)
    with _timed("Writing the results"):
        for node, name in ((noisy, "noisy"), (denoised, "denoised"), (enhanced, "enhanced")):
            save_volume(node, folder / f"{name}.nrrd")
        columns = [(noisy, None), (denoised, None), (enhanced, None)]
        columns.append((denoised, edges["segmentation"]))
        save_picture(workspace, columns, folder / "slices.png")
        save_scene(workspace, folder / "scene.mrb")
    print("\nResults:")
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        print(f"  {path}  ({path.stat().st_size / 1e6:.1f} MB)")
    print("Open scene.mrb in 3D Slicer, or look at slices.png.")


def _add(work: SceneSession, volume: Volume) -> Any:
    return work.scene.GetNodeByID(finish(bridge.write(work.scene, volume)))


def _print_quality(truth: Volume, noisy: Any, denoised: Any) -> None:
    print("\n             PSNR      SSIM   (against the image without noise)")
    for title, node in (("before", noisy), ("after", denoised)):
        psnr, ssim = quality(truth.array, volumes.read(node).array)
        print(f"  {title:8} {psnr:5.1f} dB   {ssim:.3f}")
    print()


@contextmanager
def _timed(title: str) -> Iterator[None]:
    print(f"{title} ...", end=" ", flush=True)
    started = time.perf_counter()
    yield
    print(f"{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
