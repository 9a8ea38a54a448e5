"""A provider of identity for the tests: a real server, real signatures, and lies on demand."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "gamma", "of the tests"


@dataclass
class Provider:
    """What the provider says of who comes, and what it was asked."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "42", "name": "Awa Diop"})
    userinfo: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = KEY
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorised(self, query: dict[str, str]) -> str:
        """The address a person is sent back to, with a code that serves once."""
        self.asked["code"] = query
        return f"{query['redirect_uri']}?{urlencode({'code': 'code', 'state': query['state']})}"

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The tokens of a code, for who shows the other half of what it was asked with."""
        query = self.asked.pop("code", {})
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        told = (form["client_id"], form["client_secret"], form["redirect_uri"], proof)
        if told != (CLIENT, SECRET, query.get("redirect_uri"), query.get("code_challenge")):
            return None
        said = {"iss": self.url, "aud": CLIENT, "exp": time.time() + 60, **self.person, **self.claims}
        signed = jwt.encode(said, self.key, algorithm=self.algorithm, headers={"kid": "one"})
        return {"access_token": "t", "token_type": "Bearer", "id_token": signed}

    def described(self) -> dict[str, Any]:
        """What OpenID Connect calls the discovery."""
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me"}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        places = {name: f"{self.url}/{end}" for name, end in ends.items()}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **places, **methods}

    def keys(self) -> dict[str, Any]:
        """Its public key: always the true one."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, listening on this machine for as long as a test lasts."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, dict(_plain(urlsplit(self.path).query))
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorised(query))
                self.end_headers()
            elif path == "/me":
                self._say({**provider.person, **provider.userinfo})
            else:
                self._say(provider.keys() if path == "/keys" else provider.described())

        def do_POST(self) -> None:
            form = dict(_plain(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            tokens = provider.tokens(form)
            self._say(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

        def _say(self, what: Any, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *words: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()


def _plain(query: str) -> Iterator[tuple[str, str]]:
    return ((name, values[0]) for name, values in parse_qs(query).items())
