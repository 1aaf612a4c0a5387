"""The inbox for case platforms: events in, with a verdict on each; nothing is read out here."""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask_limiter.util import get_remote_address
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from hr.api.bearer import caller
from hr.extensions import limiter
from hr.refusals import OutOfScope
from hr.request_language import language
from hr.services.casework.event_inbox import MOST_EVENTS, receive
from intake.event_logs.columns import MOMENTS
from vocabulary.terms import CaseStep

blueprint = Blueprint("api_case_event", __name__, url_prefix="case-events", description="案卷环节 case events")
MOST_BYTES = 2 << 20
_MOST_CALLS = "120 per minute"
_TEXT = {"type": "string"}
_EVENT = {
    "type": "object",
    "required": ["case", "item", "step", "ended"],
    "properties": {
        **dict.fromkeys(("case", "event_id", "item", "actor", "unit", "place", "result"), _TEXT),
        "step": {"type": "string", "description": "/".join(step.value for step in CaseStep)},
        **{key: {"type": "string", "description": "ISO 8601; Asia/Shanghai without an offset"} for key in MOMENTS},
    },
    "additionalProperties": False,
    "example": {
        "case": "2026-1001-000123",
        "item": "占道经营",
        "step": "handle",
        "actor": "XH0001",
        "ended": "2026-10-01T08:45:00+08:00",
    },
}


class EventsIn(Schema):
    """A batch of events, judged one by one."""

    events = fields.List(
        fields.Raw(allow_none=True, metadata=_EVENT),
        required=True,
        validate=validate.Length(1, MOST_EVENTS),
    )


class FaultItem(Schema):
    """What is wrong with an event."""

    place = fields.String(metadata={"description": "the key to blame; empty where it is the whole event"})
    reason = fields.String()


class VerdictItem(Schema):
    """What became of an event, ``number`` counting from 0 as they were sent."""

    number = fields.Integer()
    verdict = fields.String(metadata={"enum": ["accepted", "unchanged", "rejected"]})
    faults = fields.List(fields.Nested(FaultItem))


class VerdictsOut(Schema):
    """Counts, and the verdict on each event."""

    accepted = fields.Integer()
    unchanged = fields.Integer()
    rejected = fields.Integer()
    events = fields.List(fields.Nested(VerdictItem))


@blueprint.before_request
def _keep_small() -> None:
    request.max_content_length = MOST_BYTES


def _who_calls() -> str:
    authorization = request.authorization
    return str(authorization.token if authorization and authorization.token else get_remote_address())


@blueprint.route("", methods=["POST"])
@limiter.limit(_MOST_CALLS, key_func=_who_calls)
@blueprint.arguments(EventsIn)
@blueprint.response(200, VerdictsOut)
def received(asked: dict[str, Any]) -> dict[str, object]:
    """Write events of the token's source. Idempotent: the same event again is unchanged.

    Needs a source token. An event is known again by event_id, else by case, step, actor and end.
    """
    source = g.get("source")
    if source is None:
        raise OutOfScope("not a source token")
    verdicts = receive(asked["events"], source, viewer=caller())
    told = [
        {
            "number": number,
            "verdict": verdicts.of(number),
            "faults": [
                {"place": fault.place, "reason": fault.reason.in_(language())}
                for fault in verdicts.faults.get(number, ())
            ],
        }
        for number in range(verdicts.size)
    ]
    counts = {name: verdicts.counts[name] for name in ("accepted", "unchanged", "rejected")}
    return {**counts, "events": told}
