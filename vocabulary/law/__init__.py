"""Data that the shared words rest on: the region codes inside identity numbers."""
