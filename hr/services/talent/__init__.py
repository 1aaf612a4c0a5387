"""人才: ladders taken in and changed."""
