"""Tests of analytics, a folder a stem."""
