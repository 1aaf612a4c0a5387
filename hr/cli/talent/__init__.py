"""人才: commands about careers."""
