"""薪酬: pay runs and payslips."""
