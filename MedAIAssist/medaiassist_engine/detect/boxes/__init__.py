"""Boxes on voxel grids of any number of dimensions, in numpy."""
