"""The forms that GridHR hands out and reads back, one a file."""
