"""Self-tests inside the real application, with real nodes and the real engine."""
