"""Networks to train: those of MONAI, and the classics that it lacks."""
