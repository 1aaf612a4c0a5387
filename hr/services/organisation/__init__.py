"""机构: deeds on units, quotas, posts and agencies."""
