"""机构: units in a tree, their quotas and posts, and dispatch agencies."""
