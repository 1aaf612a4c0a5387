"""洞察: the home page, and the pages of figures."""
