"""Local binary patterns and Gabor energies."""
