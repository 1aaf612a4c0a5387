"""What the doors of calculators and analyses share: the words for their answers, and how a figure came about."""
