"""案卷: events in, workload out."""
