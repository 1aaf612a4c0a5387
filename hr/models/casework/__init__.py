"""案卷: the case loop's events, the catalogue of work, and the workload measured from both."""
