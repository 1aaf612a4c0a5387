"""人才: who stands where on a ladder, and what the next level asks."""
