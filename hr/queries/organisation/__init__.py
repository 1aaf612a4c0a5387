"""机构: reads of units, quotas, posts and agencies."""
