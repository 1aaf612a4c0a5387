"""Single questions answered by the rules of the monthly run: dataclasses in fen, and their JSON in yuan."""
