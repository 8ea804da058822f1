"""Template matching: places that look like an example."""
