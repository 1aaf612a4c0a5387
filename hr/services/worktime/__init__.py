"""工时: taking in shifts."""
