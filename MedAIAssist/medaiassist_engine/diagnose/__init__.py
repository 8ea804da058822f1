"""What a saved classifier says about one patient, and how far that can be trusted."""
