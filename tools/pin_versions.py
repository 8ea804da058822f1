"""Write the list of packages for the engine's environment, from the versions in constraints.txt.

Run it with uv on the path, after a change of pyproject.toml or constraints.txt.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = ROOT / "MedAIAssist" / "Resources" / "Engine" / "requirements.txt"
BROUGHT_BY_TORCH = ("cuda-", "nvidia-", "triton")
"""They differ with the GPU and the system; torch asks for what it needs."""
HEADER = "# Versions that were tested together. Written by tools/pin_versions.py.\n"


def resolved() -> list[str]:
    """The engine's dependencies and theirs, for all systems and Pythons."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.10"]
    command += ["--extra", "deep", "--no-header", "--no-annotate"]
    command += ["--constraints", "constraints.txt", "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if not line.startswith(BROUGHT_BY_TORCH)]


if __name__ == "__main__":
    LIST.parent.mkdir(parents=True, exist_ok=True)
    LIST.write_text(HEADER + "\n".join(resolved()) + "\n", encoding="utf-8")
