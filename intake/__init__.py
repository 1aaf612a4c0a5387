"""Files in: tables, forms and event logs become typed rows and named errors; no database and no web in here."""
