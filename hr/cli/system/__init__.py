"""系统 commands: setting up, users, the audit trail, backup."""
