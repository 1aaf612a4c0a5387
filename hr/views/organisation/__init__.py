"""机构: pages of units, posts and agencies."""
