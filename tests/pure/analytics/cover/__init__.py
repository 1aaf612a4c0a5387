"""Tests of analytics.cover."""
