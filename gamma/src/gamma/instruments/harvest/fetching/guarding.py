"""Guarding: which hosts may be asked, and which addresses are never gone to.

A host is asked when the settings or the edition name it. Its addresses are then looked at: those of a network of ours
(private, loopback, link-local, of the cloud's own services) are refused unless the settings name the host as internal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.shapes import Unreached

PORTS = {"http": 80, "https": 443}
NAME = re.compile(
    r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?|\[[0-9a-f:.]+\]"
)
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
CLOSED: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("192.0.0.0/24"),  # of protocols, and of a cloud's metadata; known to Python's tables lately only
    IPv4Network("168.63.129.16/32"),  # the services of Azure's own machines, at a public address
    IPv6Network("::/96"),  # the old way to write an IPv4 address
)
Address = IPv4Address | IPv6Address
Hosts = frozenset[str]
"""Hosts that may be asked: "stats.example.org", or "stats.example.org:8443" where the port is not the usual one."""


class Refused(Unreached):
    """We do not go there."""


@dataclass(frozen=True)
class Place:
    """Where a request goes: scheme, host, port, and what follows."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The host as a list of allowed ones names it: with its port, where that is not the usual one."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Guard:
    """Who lets go. `internal` hosts are those of the settings: they may be in a network of ours, at any port."""

    internal: frozenset[str] = frozenset()

    def place(self, url: str, allowed: Hosts) -> Place:
        """Where an address leads, when one may go there. Raises Refused."""
        found = place_of(url)
        if found.host not in self.internal and found.authority not in allowed:
            raise Refused(unlisted(found.authority))
        return found

    def host(self, name: str, allowed: Hosts) -> str:
        """The same of a host without a web address."""
        if name not in self.internal and name not in allowed:
            raise Refused(unlisted(name))
        return name

    def check(self, host: str, addresses: Iterable[str]) -> list[str]:
        """The addresses of a host, when all of them may be gone to. Raises Refused."""
        found = list(addresses)
        closed = [one for one in found if host not in self.internal and not public(one)]
        if closed or not found:
            raise Refused(
                _("%(host)s mène à une adresse d'un réseau fermé (%(address)s) : elle n'est pas demandée.")
                % {"host": quoted(host), "address": ", ".join(closed) or "–"}
            )
        return found


def place_of(url: str) -> Place:
    """An address of the web, taken apart once and for all. Raises Refused."""
    if not url.isascii() or any(letter <= " " or letter in "\\\x7f" for letter in url):
        raise Refused(_("%(url)s n'est pas une adresse web : ni espace, ni accent.") % {"url": quoted(url)})
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise Refused(_("%(url)s n'est pas une adresse web.") % {"url": quoted(url)}) from wrong
    if parts.scheme not in PORTS:
        raise Refused(_("%(url)s : seules les adresses en https ou en http sont demandées.") % {"url": quoted(url)})
    if "@" in parts.netloc:
        raise Refused(_("Une adresse ne contient ni nom ni mot de passe : donner le secret dans son champ."))
    host = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc
    host = host.lower().removesuffix(".")
    if not NAME.fullmatch(host):
        raise Refused(_("%(url)s n'a pas de nom d'hôte.") % {"url": quoted(url)})
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host.strip("[]"), port or PORTS[parts.scheme], target)


def public(text: str) -> bool:
    """Whether an address is one of the whole internet; one inside another (mapped, translated, a tunnel) counts too."""
    address: Address = ip_address(text.partition("%")[0])
    return all(one.is_global and not one.is_multicast and not _closed(one) for one in _layers(address))


def _closed(address: Address) -> bool:
    return any(address in network for network in CLOSED if network.version == address.version)


def _layers(address: Address) -> list[Address]:
    if isinstance(address, IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in TRANSLATED):
        return [IPv4Address(address.packed[-4:])]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    return [address, *(one for one in inner if one)]


def unlisted(host: str) -> str:
    """The sentence of a host that no list names."""
    return _(
        "%(host)s n'est pas un hôte autorisé : demander à qui mène le programme de l'ajouter à la liste de l'édition."
    ) % {"host": quoted(host)}
