"""MONAI bundles from elsewhere: got, looked at, trusted, run."""
