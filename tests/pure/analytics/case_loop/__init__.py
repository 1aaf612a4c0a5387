"""Tests of the figures of the case loop."""
