"""Serving: the addresses of the collector. It answers an event once it is durable, and says in a sentence why not.

    POST /mesure/<key>       one event, or a list of them, as `accepting` reads them: 204 once kept
    GET  /mesure/<key>.js    the script of the site
    GET  /mesure/<key>.gif   the image of pages without scripts: ?p=/path&a=gesture
    GET  /mesure/sante       whether events can be kept now

Who asked not to be counted (GPC, DNT, the opposition page), and programs, are answered and not counted.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gamma.instruments.audience.collecting.accepting import HEAVIEST, Refused, robot
from gamma.instruments.audience.collecting.committing import Full, Undone
from gamma.instruments.audience.collecting.counting import Counter
from gamma.instruments.audience.collecting.script import dated, script
from gamma.instruments.audience.collecting.sites import Site
from gamma.instruments.audience.lists import Mode

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
WHERE = "/mesure/"
OPPOSED = "audience=non"
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclass(frozen=True)
class Asked:
    """A request as the collector reads it."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    address: str
    body: bytes = b""

    @property
    def agent(self) -> str:
        return self.headers.get("user-agent", "")[:400]

    @property
    def silent(self) -> bool:
        """Whether it is not to be counted."""
        told = self.headers
        refused = told.get("sec-gpc") == "1" or told.get("dnt") == "1" or OPPOSED in told.get("cookie", "")
        return refused or robot(self.agent)


@dataclass(frozen=True)
class Answer:
    """A response."""

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Collector:
    """The ASGI application; `address` is where pages reach it, `proxies` how many of ours stand before it."""

    def __init__(self, counter: Counter, address: str, proxies: int = 0) -> None:
        self.counter, self.address, self.proxies = counter, address.rstrip("/"), proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] == "http":
            answer = await self._answer(scope, receive)
            headers = {"content-length": str(len(answer.body)), **_shared(scope)}
            lines = [(name.encode(), value.encode("latin-1")) for name, value in {**headers, **answer.headers}.items()]
            await send({"type": "http.response.start", "status": answer.status, "headers": lines})
            await send({"type": "http.response.body", "body": answer.body})
        return None

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            kind = (await receive())["type"].removeprefix("lifespan.")
            await (self.counter.open() if kind == "startup" else self.counter.close())
            await send({"type": f"lifespan.{kind}.complete"})
            if kind == "shutdown":
                return

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        try:
            asked = self._asked(scope, await _body(receive))
            return await self._route(asked)
        except Refused as refused:
            why = dated(self.counter.today()) if refused.status is HTTPStatus.GONE else str(refused)
            return Answer(refused.status, why.encode())
        except (Full, Undone):
            return _unable()

    def _asked(self, scope: Scope, body: bytes) -> Asked:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        address = scope["client"][0] if scope.get("client") else ""
        if self.proxies and (told := headers.get("x-forwarded-for")):
            seen = [one.strip() for one in told.split(",")]
            address = seen[-self.proxies] if len(seen) >= self.proxies else seen[0]
        return Asked(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers, address, body)

    async def _route(self, asked: Asked) -> Answer:
        name, _dot, sort = asked.path.removeprefix(WHERE).partition(".")
        if not asked.path.startswith(WHERE) or (asked.method, sort) not in ROUTES:
            raise Refused(HTTPStatus.NOT_FOUND, "nothing is here")
        if name == "sante":
            return Answer(HTTPStatus.OK, b"ok") if self.counter.ready else _unable()
        site = self.counter.sites.get(name)
        if site is None:
            raise Refused(HTTPStatus.NOT_FOUND, "no site is measured under this key")
        return await ROUTES[asked.method, sort](self, asked, site)

    async def _events(self, asked: Asked, site: Site) -> Answer:
        if asked.method == "POST" and not asked.silent:
            await self.counter.count(asked.body, site, asked.headers.get("origin", ""), asked.address, asked.agent)
        return Answer(HTTPStatus.NO_CONTENT)

    async def _image(self, asked: Asked, site: Site) -> Answer:
        words = {name: values[-1] for name, values in parse_qs(asked.query).items()}
        referer = asked.headers.get("referer", "")
        if not asked.silent and site.mode is Mode.EXEMPT:
            page = words.get("p") or urlsplit(referer).path or "/"
            await self.counter.see(page, words.get("a", ""), site, referer, asked.address, asked.agent)
        return Answer(HTTPStatus.OK, PIXEL, {"content-type": "image/gif", "cache-control": "no-store"})

    async def _script(self, _asked: Asked, site: Site) -> Answer:
        body = script(site, f"{self.address}{WHERE}{site.key}", self.counter.today())
        kind = {"content-type": "text/javascript; charset=utf-8", "content-encoding": "gzip"}
        return Answer(HTTPStatus.OK, body, {**kind, "cache-control": "public, max-age=3600"})


ROUTES = {
    ("POST", ""): Collector._events,
    ("OPTIONS", ""): Collector._events,
    ("GET", "js"): Collector._script,
    ("GET", "gif"): Collector._image,
    ("GET", ""): Collector._events,
}


def _shared(scope: Scope) -> dict[str, str]:
    """Pages of any origin read the answers; the one cookie that goes with their events is that of who objects."""
    origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
    allowed = {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", "vary": "origin"}
    return {"cross-origin-resource-policy": "cross-origin", **(allowed if origin else {})}


async def _body(receive: Receive) -> bytes:
    """What was sent; reading stops at what is more than any body may weigh. Raises Refused."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > HEAVIEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body of more than {HEAVIEST} bytes")
    return body


def _unable() -> Answer:
    words = b"events cannot be kept now: tell this one again, with the same number"
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, words, {"retry-after": "2"})
