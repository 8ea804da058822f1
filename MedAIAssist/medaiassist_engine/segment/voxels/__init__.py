"""Segmentation from painted strokes: each voxel is classified by what surrounds it."""
