"""人员: persons, their employments, contracts, assignments, qualifications and separations."""
