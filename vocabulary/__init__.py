"""Words, money and months that every other package shares; depends on nothing but the standard library and NumPy."""
