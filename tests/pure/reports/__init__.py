"""Tests of documents, fonts, charts and workbooks."""
