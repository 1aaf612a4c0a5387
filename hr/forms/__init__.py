"""What is typed in: one form class for each page that asks."""
