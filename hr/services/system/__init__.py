"""系统: users, logins and roles."""
