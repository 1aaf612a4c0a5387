"""案卷: what is typed in about cases."""
