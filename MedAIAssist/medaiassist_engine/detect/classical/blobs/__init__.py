"""Blobs: compact bright or dark places, found at the scale of their size."""
