"""Where a network looks: what in an image speaks for its answer."""
