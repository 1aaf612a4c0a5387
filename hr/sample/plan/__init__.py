"""What the sample holds, planned in NumPy from one seed; nothing here knows the database."""
