"""人员: people."""
