"""薪酬 commands."""
