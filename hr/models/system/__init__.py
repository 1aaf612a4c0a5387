"""系统: users and their roles, login attempts, import batches, and the audit trail."""
