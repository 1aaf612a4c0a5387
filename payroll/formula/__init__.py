"""Pay rules written once: a formula computes a whole column and says, for one person, how the figure came about."""
