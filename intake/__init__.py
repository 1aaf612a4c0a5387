"""Files in: tables, forms and event logs become typed rows and named errors; nothing here knows the database or the web."""
