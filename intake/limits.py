"""How big a file may be: beyond these it is refused rather than read, so that one upload can't take the machine."""

from __future__ import annotations

MAX_FILE_BYTES = 1 << 30
"""Of the file as it arrives."""

MAX_JSON_BYTES = 128 << 20
"""Of a JSON file, which is read as a whole."""

MAX_EXPANDED_BYTES = 4 << 30
"""Of everything inside a compressed file."""

MAX_RATIO = 400
"""Of expanded to compressed size, once a part is over ``RATIO_FREE_BYTES``; ordinary sheets reach about 30."""

RATIO_FREE_BYTES = 32 << 20

MAX_XLSX_PARTS = 5_000
"""Members of a workbook's archive."""

MAX_COLUMNS = 1_000
MAX_SPARSE_CELLS = 4_000_000
"""Area that a sheet may span without being filled; above it at least one cell in ``MAX_SPARSENESS`` must be."""

MAX_SPARSENESS = 40

HEADING_ROWS = 12
"""How far down the heading row is looked for."""
