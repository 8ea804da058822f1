"""A Slicer of its own that installs, to be killed. Run as: installing_host.py FOLDER [ONLINE]

Says "go" when it begins and "ended: ..." when it has ended.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "MedAIAssist"), str(Path(__file__).parent)]

from environment_trials import Trial  # noqa: E402

trial = Trial(Path(sys.argv[1]))
print("go", flush=True)
task = trial.install(trial.online if len(sys.argv) > 2 else None)
print(f"ended: {task.state.value} {task.message}".encode("ascii", "replace").decode(), flush=True)
