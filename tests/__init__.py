"""Tests: house rules, pure rules, golden cases, services on two databases, journeys in a browser."""
