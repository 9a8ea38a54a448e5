"""The public API of the programme: editions, products, indicators, readings; with a key, readings are sent to it."""

from gamma.cockpit.reports.api.views import router

__all__ = ["router"]
