"""人员: what is typed in about people."""
