"""Clicking: what one button does, where nothing is to be filled in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gamma.ground.errors import UserError


def do(
    request: HttpRequest, act: Callable[[], object], *, back: str, said: str = "", stay: str | None = None
) -> HttpResponse:
    """Do it, say so, and go `back`; what is refused is told at `stay`, or there too."""
    try:
        act()
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect(stay or back)
    if said:
        messages.success(request, said)
    return redirect(back)
