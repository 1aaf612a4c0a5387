"""薪酬: what a pay month is computed from, and runs and payslips as they are read."""
