"""系统 pages: login, users, audit trail."""
