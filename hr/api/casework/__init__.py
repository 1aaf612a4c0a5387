"""案卷: workload."""
