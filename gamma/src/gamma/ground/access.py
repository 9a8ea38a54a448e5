"""Access: each view says who may read it and who may write by it; the house tests that none is silent.

A rule answers for a request and the words of its address: `True`, or what to do with who may not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

View = Callable[..., HttpResponseBase]
Pattern = URLPattern | URLResolver
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Rule:
    """Who may: a name that a person can read in a list, and the answer for a request.

    `allows` gives True, False for someone who may know that the page exists, None for who may not.
    """

    name: str
    allows: Callable[[HttpRequest, dict[str, Any]], bool | None]


@dataclass(frozen=True)
class Access:
    """Who may read, and who may write; a view without `write` only answers to reading."""

    read: Rule
    write: Rule | None = None

    def asked(self, method: str | None) -> Rule | None:
        return self.read if method in SAFE else self.write


EVERYONE = Rule("everyone", lambda _request, _words: True)
SIGNED_IN = Rule("signed in", lambda request, _words: request.user.is_authenticated)


def access(read: Rule, write: Rule | None = None) -> Callable[[View], View]:
    """Declare who may use a view; refused otherwise, in the way that suits: sign in, 403 with words, or not found."""
    declared = Access(read, write)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
            return _refusal(declared, request, words) or view(request, *args, **words)

        guarded.access = declared  # type: ignore[attr-defined]
        return guarded

    return declare


def _refusal(declared: Access, request: HttpRequest, words: dict[str, Any]) -> HttpResponseBase | None:
    rule = declared.asked(request.method)
    if rule is None:
        return HttpResponse(status=405, headers={"Allow": ", ".join(SAFE)})
    allowed = rule.allows(request, words)
    if allowed:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if allowed is None:
        raise Http404
    raise PermissionDenied


def everyone(patterns: Iterable[Any], write: bool = False) -> list[Any]:
    """Addresses whose views, where they declare nothing themselves, anyone may read (with `write`, post to as well)."""
    found = list(patterns)
    for view in (view for pattern in found for view in _views(pattern)):
        if not hasattr(view, "access"):
            view.access = Access(EVERYONE, EVERYONE if write else None)  # type: ignore[attr-defined]
    return found


def _views(pattern: Pattern) -> Iterable[View]:
    if isinstance(pattern, URLPattern):
        yield pattern.callback
    else:
        for inner in pattern.url_patterns:
            yield from _views(inner)
