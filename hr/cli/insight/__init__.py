"""洞察: commands about turnover, equal pay and staffing rules."""
