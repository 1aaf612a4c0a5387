"""A small kit that lays documents out on paper: pages with head and foot, tables that break, cards, notes, charts."""
