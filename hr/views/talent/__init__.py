"""人才: pages of ladders and eligibility."""
