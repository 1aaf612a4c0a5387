"""Tests of analytics.workload."""
