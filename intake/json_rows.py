"""Rows of a JSON list of records, such as the service requests of an Open311 server (GeoReport v2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from intake.cells import Cell
from intake.limits import MAX_COLUMNS, MAX_JSON_BYTES
from intake.sources import SourceFile
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_LISTS = ("service_requests", "requests", "events")
_CLOSED = "closed"


def json_rows(file: SourceFile) -> Iterator[tuple[int, list[Cell]]]:
    """A heading row of all keys in the order they first appear, then one row a record, every cell as text.

    The file is a list of objects, or an object that holds one as ``service_requests``, ``requests`` or ``events``.
    ``services`` beside it (the server's services.json) names the service of requests that tell only its code. Requests
    get a ``closed_datetime``: GeoReport v2 has none, but ``updated_datetime`` of a closed request is its closing.
    """
    records = _records(_parsed(file))
    keys = list(dict.fromkeys(key for record in records for key in record))
    if len(keys) > MAX_COLUMNS:
        raise BadInput(Text(f"超过 {MAX_COLUMNS} 个字段", f"More than {MAX_COLUMNS} different keys"))
    rows: list[list[Cell]] = [list(keys)]
    for record in records:
        rows.append([_text(record.get(key)) for key in keys])
    return enumerate(rows, start=1)


def _parsed(file: SourceFile) -> Any:
    with file.open() as stream:
        data = stream.read(MAX_JSON_BYTES + 1)
    if len(data) > MAX_JSON_BYTES:
        limit = MAX_JSON_BYTES // 2**20
        raise BadInput(Text(f"JSON 文件超过 {limit} MB，请分批", f"A JSON file over {limit} MB: offer it in parts"))
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", "?")
        raise BadInput(
            Text(f"不是有效的 JSON（UTF-8，第 {line} 行）", f"Not valid JSON in UTF-8 (line {line})")
        ) from error


def _records(content: Any) -> list[dict[str, Any]]:
    services: dict[str, str] = {}
    if isinstance(content, dict):
        services = _services(content.get("services"))
        content = next((content[key] for key in _LISTS if key in content), None)
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise BadInput(Text("JSON 应是记录的列表", "The JSON should be a list of records"))
    return [_request(record, services) if "service_request_id" in record else record for record in content]


def _services(listed: Any) -> dict[str, str]:
    known = listed if isinstance(listed, list) else []
    return {
        _text(service.get("service_code")): _text(service.get("service_name"))
        for service in known
        if isinstance(service, dict)
    }


def _request(record: dict[str, Any], services: dict[str, str]) -> dict[str, Any]:
    closed = str(record.get("status")).strip().lower() == _CLOSED
    name = record.get("service_name") or services.get(_text(record.get("service_code")))
    return {
        "closed_datetime": record.get("updated_datetime") if closed else None,
        **record,
        "service_name": name or record.get("service_code"),
    }


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
