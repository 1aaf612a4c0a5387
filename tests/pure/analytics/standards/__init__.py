"""Tests of analytics.standards."""
