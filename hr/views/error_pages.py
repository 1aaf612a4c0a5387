"""Pages for what went wrong; "not yours" looks exactly like "not there"."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from hr.database import db
from hr.refusals import OutOfScope, Refusal
from hr.request_language import language
from hr.schema_version import why_it_fails
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_TEXTS = {
    400: Text("请求有误", "The request could not be understood"),
    401: Text("需要有效的访问令牌", "A valid token is needed"),
    404: Text("没有找到您要的内容", "Nothing was found here"),
    405: Text("不支持这种操作", "That can't be done here"),
    413: Text("文件过大", "The file is too large"),
    422: Text("参数有误", "An argument is wrong"),
    429: Text("操作过于频繁，请稍后再试", "Too many requests: please try again later"),
    500: Text("系统出错，错误已记录", "The program failed; the fault has been recorded"),
}
_UNAVAILABLE = 503
_KEPT_HEADERS = frozenset({"Allow", "Retry-After", "WWW-Authenticate"})


def register_error_pages(app: Flask) -> None:
    """One answer for each kind of trouble, as a page or, under /api/, as JSON."""
    app.register_error_handler(OutOfScope, lambda _: _answer(404, _TEXTS[404]))
    app.register_error_handler(Refusal, lambda refusal: _answer(409, refusal.reason, refusal.field))
    app.register_error_handler(BadInput, lambda bad: _answer(400, bad.reason, bad.place))
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(DBAPIError, _database_fault)
    app.register_error_handler(HTTPException, _http)


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:  # noqa: PLR2004 - redirects are raised too
        return error.get_response()
    body, status = _answer(code, _TEXTS.get(code, Text(error.name, error.name)), _wrong_arguments(error))
    headers = {name: value for name, value in error.get_headers() if name in _KEPT_HEADERS}
    return body, status, headers


def _database_fault(error: DBAPIError) -> ResponseReturnValue:
    """A database of an older version is said to be one, in bare words: the page's frame would ask it for the user."""
    older = why_it_fails(db.engine)
    if older is None:
        raise error
    if request.path.startswith("/api/"):
        return _answer(_UNAVAILABLE, older)
    return Response(f"{older.zh}\n{older.en}\n", _UNAVAILABLE, mimetype="text/plain")


def _wrong_arguments(error: HTTPException) -> str | None:
    """Which arguments of a call were wrong, where flask-smorest found some."""
    messages = getattr(error, "data", {}).get("messages", {})
    return ", ".join(sorted(name for place in messages.values() for name in place)) or None


def _form_expired(_: CSRFError) -> ResponseReturnValue:
    return _answer(400, Text("表单已过期，请刷新后重试", "The form has expired: reload the page and try again"))


def _answer(code: int, text: Text, place: str | None = None) -> tuple[str | Response, int]:
    if request.path.startswith("/api/"):
        error = {"code": code, "reason": text.in_(language()), "place": place}
        return jsonify({"error": error}), code
    return render_template("error.html", code=code, text=text, place=place), code
