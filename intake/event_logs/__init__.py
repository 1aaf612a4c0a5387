"""Event logs of the case loop: a mapping profile turns any platform's columns into one table of events."""
