"""Charts as Vega-Lite descriptions: one description is drawn by the page and by the printer alike."""
