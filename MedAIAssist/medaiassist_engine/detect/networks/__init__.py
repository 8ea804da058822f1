"""Networks that find boxes: their parts, and the detectors made of them."""
