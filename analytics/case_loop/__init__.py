"""Figures of the case loop from a table of events: how much, by whom, how long, how punctual."""
