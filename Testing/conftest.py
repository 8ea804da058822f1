"""The tests run with threads that wait as the engine's do; see `medaiassist_engine.__main__`."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
