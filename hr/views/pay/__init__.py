"""薪酬 pages."""
