"""洞察: figures that are put together from all parts below."""
