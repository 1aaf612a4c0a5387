"""系统: login and user forms."""
