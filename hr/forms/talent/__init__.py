"""人才: what is typed in about ladders and dates."""
