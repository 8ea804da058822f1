"""What a classifier looks at: of one case and of all."""
