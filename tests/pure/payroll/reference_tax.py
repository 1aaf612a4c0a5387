"""Taxes, severance and employer's subsidies of one person written plainly in Decimal, independent of the formulas."""
