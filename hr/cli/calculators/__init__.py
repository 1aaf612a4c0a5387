"""`gridhr calc`: questions that the law answers alone. No database, and only the library that a question needs."""
