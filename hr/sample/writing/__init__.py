"""How a planned sample gets into a database and into files for a newcomer to import."""
