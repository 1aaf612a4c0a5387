"""Tests of analytics.decomposition."""
