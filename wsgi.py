"""The WSGI entry point; says at once where the database is of an older version."""

from hr.app import create_app
from hr.schema_version import behind

app = create_app()
older = behind(app.config["SETTINGS"].database_url)
if older is not None:
    app.logger.warning("%s %s", older.zh, older.en)
