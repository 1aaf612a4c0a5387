"""工时 pages."""
