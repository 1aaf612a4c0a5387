"""Pure answers about people and work: establishment, turnover, careers, workload, equal pay; knows no database and no page."""
