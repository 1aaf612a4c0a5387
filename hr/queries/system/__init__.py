"""系统: reads of users and of the audit trail."""
