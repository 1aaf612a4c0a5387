"""How people come, stay and leave: rates with their denominators and intervals, and survival curves."""
