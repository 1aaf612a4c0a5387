"""薪酬: scales, standing, rates and inputs, and the runs and payslips made of them."""
