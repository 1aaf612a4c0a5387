"""案卷: cases, work items and workload as they are read."""
