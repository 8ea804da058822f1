"""Detection without training, or from a few examples."""
