"""洞察: what is asked of the analyses."""
