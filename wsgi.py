"""The WSGI entry point."""

from hr.app import create_app

app = create_app()
