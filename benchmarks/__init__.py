"""What is fast and what it is fast against: each module measures two ways of doing one thing, side by side."""
