"""Tests of analytics.equal_pay."""
