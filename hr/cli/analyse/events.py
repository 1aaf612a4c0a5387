"""`gridhr analyse events`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from hr.cli.analyse.tables import analysis


@analysis("events")
@click.option("--profile", required=True, help="A shipped profile's name, or a YAML file.")
def events(file: Path, profile: str) -> Mapping[str, object]:
    """Figures of the case loop: events, actors, variants, handovers, durations, nights, punctuality, rejected rows.

    Example: gridhr analyse events receipts.csv.gz --profile nl_permit_receipt
    """
    from analytics.case_loop.figures import event_figures
    from intake.event_logs.profile_file import load_profile
    from intake.event_logs.reading import read_events

    mapping = load_profile(profile)
    reading = read_events(file, mapping)
    figures = event_figures(reading.events, mapping.rows, snapshot=reading.snapshot, rejected=reading.rejected)
    return figures.to_json()
