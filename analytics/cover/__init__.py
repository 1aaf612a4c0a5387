"""Cover: when work arrives, by hour and weekday, against who was on shift."""

from analytics.cover.arrivals import Window, arrival_rates
from analytics.cover.compare import Cover, cover
from analytics.cover.presence import on_duty

__all__ = ["Cover", "Window", "arrival_rates", "cover", "on_duty"]
