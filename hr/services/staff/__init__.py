"""人员: deeds on people: hiring, moving, leaving, correcting, importing."""
