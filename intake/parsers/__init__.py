"""Parsers of single cells: text, numbers, dates, choices and identity numbers."""
