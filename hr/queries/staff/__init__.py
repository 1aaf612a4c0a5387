"""人员: reads of people and of what ties them to units."""
