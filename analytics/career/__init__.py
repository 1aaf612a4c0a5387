"""Who stands where on a career ladder, and what the next level still asks for."""
