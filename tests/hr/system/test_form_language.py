"""What forms say of empty fields, in the page's language."""

from __future__ import annotations

from flask import Flask


def test_an_empty_field_is_named_in_chinese_and_in_english(web: Flask) -> None:
    client = web.test_client()
    page = client.post("/login", data={}).get_data(as_text=True)
    assert "该字段是必填字段" in page
    assert "This field is required" not in page
    client.post("/language/en")
    assert "This field is required" in client.post("/login", data={}).get_data(as_text=True)
