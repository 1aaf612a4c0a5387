"""Tests of analytics.survival."""
