"""计算器: what is typed into the calculators."""
