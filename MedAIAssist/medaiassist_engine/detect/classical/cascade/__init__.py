"""Cascades of boosted box features: most windows are given up after a few sums."""
