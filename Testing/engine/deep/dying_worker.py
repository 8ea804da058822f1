"""A process of a training that ends as it should not."""

import os

if "DIES_SILENTLY" in os.environ:
    os.abort()
raise RuntimeError("it does not go on")
