"""Documents out: tables, cards and charts become PDF, XLSX and Vega-Lite; knows neither Flask nor the database."""
