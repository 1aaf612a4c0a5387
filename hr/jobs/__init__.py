"""The clock door: long work that is done behind the pages, with progress, for whoever asked for it."""
