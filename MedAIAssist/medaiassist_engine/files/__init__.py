"""Payloads in files: images, segmentations, markups, tables and reports, geometry kept."""
