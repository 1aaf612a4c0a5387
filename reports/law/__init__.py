"""Forms of authorities that files must follow to the letter: headings with their dates, sources and confidence."""
