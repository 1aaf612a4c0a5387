"""案卷 commands."""
