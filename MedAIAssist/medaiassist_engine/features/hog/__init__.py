"""Histograms of oriented gradients of slices and volumes."""
