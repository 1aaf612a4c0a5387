"""计算器 pages."""
