"""机构: what is typed in about units, quotas, posts and agencies."""
