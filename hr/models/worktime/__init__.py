"""工时: the shifts that were worked."""
