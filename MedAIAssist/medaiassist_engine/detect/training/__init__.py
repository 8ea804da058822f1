"""Detectors trained: cases, pieces of them, epochs, models."""
