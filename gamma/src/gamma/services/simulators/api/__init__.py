"""The public API of the simulators: what they are, the rules they run on, one situation or a table of them."""

from gamma.services.simulators.api.views import router

__all__ = ["router"]
