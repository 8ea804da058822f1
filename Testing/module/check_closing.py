"""Does anything stay behind when Slicer's main window is closed during a job? Not a test.

    python Testing/module/check_closing.py Slicer [further arguments of Slicer]

Needs an engine that Slicer finds, such as the variable MEDAIASSIST_ENGINE, and POSIX.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODULE = Path(__file__).resolve().parents[2] / "MedAIAssist"
INSIDE = """
import os, qt, slicer
from MedAIAssistLib.self_tests.application import module_widget, noisy_volume, submit, until
widget = module_widget()
job = submit(widget, "engine.echo", noisy_volume())
until(lambda: job.ended)
assert job.state.value == "done", job.message
job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
until(lambda: job.fraction > 0)
print("RUNNING", os.getpid(), widget.logic.work.session.connection.pid, flush=True)

def discard():  # as the user does, when Slicer asks whether to save
    box = qt.QApplication.activeModalWidget()
    for button in slicer.util.findChildren(box, className="QPushButton") if box else []:
        if "discard" in button.text:
            button.click()

answer = qt.QTimer()
answer.connect("timeout()", discard)
answer.start(200)
qt.QTimer.singleShot(100, slicer.util.mainWindow().close)
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "inside.py"
        script.write_text(INSIDE)
        command = [*sys.argv[1:], "--no-splash", "--additional-module-paths", str(MODULE)]
        command += ["--python-script", str(script)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    lines = [line for line in done.stdout.splitlines() if line.startswith("RUNNING")]
    if not lines:
        print(done.stdout, done.stderr, "Slicer did not get as far as a running job.", sep="\n")
        return 1
    slicer, engine = map(int, lines[0].split()[1:])
    time.sleep(1)
    roots = {Path("/dev/shm"), Path(tempfile.gettempdir())}
    left = [str(path) for root in roots for path in root.glob(f"medaiassist-{slicer}-*")]
    left += [f"process {process}" for process in (slicer, engine) if _runs(process)]
    print("exit code", done.returncode, "- left behind:", ", ".join(left) or "nothing")
    return bool(left)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
