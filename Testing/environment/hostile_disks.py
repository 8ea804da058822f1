"""Disks that are full or cannot be written to; real ones wherever the system allows it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A disk of a size such as "2m", whose size `resize` changes."""
    at.mkdir(exist_ok=True)
    _try("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at))
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", at], check=True)


def resize(disk: Path, size: str) -> None:
    """Make a `small_disk` larger."""
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be made in a folder, not even by root."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    flagged = os.access(folder, os.W_OK)
    if flagged:
        _try("chattr", "+i", str(folder))
    try:
        yield
    finally:
        if flagged:
            subprocess.run(["chattr", "-i", folder], check=True)
        folder.chmod(mode)


def _try(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"{command[0]} is needed and not allowed here: {error}")
