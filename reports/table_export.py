"""Any table as an XLSX file: numbers as numbers, headings frozen and filtered, text that no program runs as a formula."""
