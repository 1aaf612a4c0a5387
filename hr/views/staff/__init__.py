"""人员: pages of people and of their imports."""
