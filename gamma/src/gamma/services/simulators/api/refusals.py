"""Refusals: a request that is not answered, and why – an HTTP status, and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import asdict

from django.http import JsonResponse

from gamma.services.simulators.refusing import Refusal


class Refused(Exception):
    """A request that gets `status` and `refusals`, at least one."""

    def __init__(self, *refusals: Refusal, status: int = 422, headers: Mapping[str, str] | None = None) -> None:
        self.refusals, self.status, self.headers = refusals, status, headers or {}
        super().__init__(*(one.what for one in refusals))

    def response(self) -> JsonResponse:
        """`{"error": the first refusal, "errors": all of them}`."""
        told = [asdict(one) for one in self.refusals]
        answer, plain = {"error": told[0], "errors": told}, {"ensure_ascii": False}
        return JsonResponse(answer, status=self.status, headers=dict(self.headers), json_dumps_params=plain)


def refused(what: str, where: str = "", mend: str = "", *, status: int = 422) -> Refused:
    """One thing that is wrong."""
    return Refused(Refusal(what, where, mend), status=status)
