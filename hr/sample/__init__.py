"""The sample district: a seeded, fictional world of a year of work, planned without a database and then written into one."""
