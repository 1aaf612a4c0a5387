"""The sample district: a seeded, fictional world, planned without a database and then written into one."""
