"""Pure answers about people and work: establishment, turnover, careers, workload, equal pay; no database, no page."""
