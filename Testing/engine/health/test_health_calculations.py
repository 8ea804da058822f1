"""What is computed must be right; what fails, hangs or is wrong must be told."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from scipy.signal import correlate2d

from medaiassist_engine.devices import Device
from medaiassist_engine.health import calculations, check, stencil
from medaiassist_engine.health.calculations import calculate

CPU = Device("CPU, 8 cores", "cpu")
GPU = Device("NVIDIA Test", "cuda", 1)
WAYS = ("with_scipy", "with_numba", "with_torch")


def test_the_reference_is_right() -> None:
    np.testing.assert_array_equal(
        stencil.expected(), correlate2d(stencil.IMAGE, stencil.KERNEL, mode="same")
    )


@pytest.mark.parametrize("way", WAYS)
def test_every_way_agrees_exactly_with_the_reference(way: str) -> None:
    if way == "with_torch":
        pytest.importorskip("torch")
    np.testing.assert_array_equal(getattr(stencil, way)("cpu"), stencil.expected())


def test_the_cpu_computes_in_every_way_and_a_gpu_with_pytorch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("torch")
    used: list[str] = []
    monkeypatch.setattr(stencil, "with_torch", lambda d: used.append(d) or stencil.expected())
    found, reason = calculate([GPU, CPU])
    assert [(c.device, c.what.split()[-1]) for c in found] == [
        ("cuda:1", "(PyTorch)"), ("cpu", "(scipy)"), ("cpu", "(numba)"), ("cpu", "(PyTorch)"),
    ]  # fmt: skip
    assert used == ["cuda:1", "cpu"]
    assert (reason, [c.problem for c in found]) == ("", [""] * 4)


@pytest.mark.parametrize("wrong", [1.0, np.nan])
def test_a_wrong_result_is_a_problem(monkeypatch: pytest.MonkeyPatch, wrong: float) -> None:
    result = stencil.expected()
    result[3, 4] += wrong
    monkeypatch.setattr(stencil, "with_scipy", lambda device: result)
    health = check(["numpy"])
    assert not health.ok
    assert f"filter (scipy) on {health.devices[-1].name} gave a wrong result" in health.summary
    assert "do not trust" in health.summary


def test_a_gpu_whose_kernels_do_not_run_is_told_with_a_way_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("torch")

    def fails(device: str) -> None:
        if device != "cpu":
            raise RuntimeError("CUDA error: no kernel image is available\nCompile with `X`")

    monkeypatch.setattr(stencil, "with_torch", lambda d: fails(d) or stencil.expected())
    found, _ = calculate([GPU, CPU])
    assert "NVIDIA Test (cuda:1) failed (RuntimeError: CUDA error: no kernel" in found[0].problem
    assert "until then, compute on the CPU" in found[0].problem
    assert [c.problem for c in found[1:]] == [""] * 3


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "close other programs"),
        (RuntimeError("CUDA out of memory. Tried"), "close other programs"),
        (ValueError("x"), "repair the engine's environment"),
        (SystemExit("x"), "repair the engine's environment"),
    ],
)
def test_a_failure_on_the_cpu_has_a_remedy(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, words: str
) -> None:
    def fails(device: str) -> None:
        raise error

    monkeypatch.setattr(stencil, "with_scipy", fails)
    assert words in calculate([CPU])[0][0].problem


def test_a_device_that_hangs_does_not_hold_up_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    end = threading.Event()
    monkeypatch.setattr(calculations, "LONGEST", 0.3)
    monkeypatch.setattr(calculations, "ON_CPU", ())
    monkeypatch.setattr(
        stencil, "with_torch", lambda d: (d == "cpu" or end.wait(60)) and stencil.expected()
    )
    hung, other = calculate([GPU, CPU])[0]
    end.set()
    assert "did not end within" in hung.problem
    assert (other.device, other.problem) == ("cpu", "")


def test_without_numpy_nothing_is_computed_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calculations, "_importable", lambda module: module != "numpy")
    found, reason = calculate([CPU])
    assert found == () and "numpy" in reason
