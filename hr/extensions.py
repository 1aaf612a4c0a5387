"""Flask extensions, made once and bound to the application in `create_app`."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_smorest import Api
from flask_wtf import CSRFProtect


class _Api(Api):  # type: ignore[misc]
    """flask-smorest without its own error handler: every door answers trouble by hr/views/error_pages.py."""

    def _register_error_handlers(self) -> None:
        pass


login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate()
limiter = Limiter(get_remote_address)
api = _Api()
