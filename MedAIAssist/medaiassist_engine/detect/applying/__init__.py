"""Detectors applied: to volumes, tables of images and frames."""
