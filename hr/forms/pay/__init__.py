"""薪酬 forms."""
