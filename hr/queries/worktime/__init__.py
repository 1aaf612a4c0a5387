"""工时: shifts as they are read."""
