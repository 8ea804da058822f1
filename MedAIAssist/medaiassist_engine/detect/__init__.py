"""Detection: boxes, their files, their evaluation, and finding them."""
