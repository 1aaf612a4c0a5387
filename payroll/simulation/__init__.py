"""What if: the same month under other parameters or inputs, person by person, with nothing of the real one touched."""
