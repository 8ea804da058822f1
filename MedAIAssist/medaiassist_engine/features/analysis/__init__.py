"""What a table of features shows: distributions, correlation, principal components, robustness."""
