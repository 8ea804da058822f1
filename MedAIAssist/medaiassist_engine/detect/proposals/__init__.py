"""Boxes that may hold an object of any kind, for detectors that look only at such (R-CNN)."""
