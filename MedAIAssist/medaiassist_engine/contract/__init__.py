"""What passes between Slicer and the engine. Standard library only, importable on both sides."""
