"""Words, money and months that every other package shares; knows none of them."""
