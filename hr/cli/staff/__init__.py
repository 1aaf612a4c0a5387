"""人员: commands about people."""
