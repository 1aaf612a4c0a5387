"""`gridhr analyse`: tables in, answers out, for analysts with a spreadsheet. No database."""
