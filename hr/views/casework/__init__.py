"""案卷 pages."""
