"""人才: ladders, who stands where on them, training and appraisal."""
