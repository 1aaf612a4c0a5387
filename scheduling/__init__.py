"""Pure rules of working time: the work calendar, shifts and their hours, overtime by regime; no database, no page."""
