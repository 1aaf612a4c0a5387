"""机构: units."""
