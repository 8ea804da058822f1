"""Tables of local descriptors as one vector of fixed length."""
