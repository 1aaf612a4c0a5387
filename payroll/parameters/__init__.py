"""What a rule reads: statutory values with their dates, and the employer's own dated rows, frozen into one book."""
