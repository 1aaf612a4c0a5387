"""What is done: verbs, each one unit of work that checks the viewer's right and leaves its audit trail."""
