"""Long work on pay."""
