"""The Segment tab: strokes painted in the panel, and what is learned from them."""
