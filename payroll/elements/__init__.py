"""Pay elements, one a file: each states its figures, their arithmetic and the legal basis."""
