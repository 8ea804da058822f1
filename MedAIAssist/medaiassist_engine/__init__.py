"""MedAIAssist engine: machine learning on medical images, free of Slicer, usable as a library."""

__version__ = "0.1.0"
