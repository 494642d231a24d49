"""The port where clients come in: who may, and whether anybody can at the moment."""

from __future__ import annotations

import os
import selectors
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

BACKLOG = 512
NO_LIST = (
    "{} can be reached from other machines; say which of them may come in, as in "
    'allow=("10.0.0.0/8",), on the command line --allow 10.0.0.0/8'
)


class Door:
    """A listening socket that can be shut, opened again, and moved to another port.

    host: where to listen. port: 0 for any free one. allow: the networks, such as "10.0.0.0/8", whose clients may come
    in besides those of this machine; must be given where other machines reach the host.
    """

    def __init__(self, host: str, port: int, allow: Sequence[str] = ()) -> None:
        if isinstance(allow, str):
            raise ValueError('allow is a sequence of networks, such as ("10.0.0.0/8",)')
        self.host = host
        self.port = port
        self._allowed = [_network(one) for one in allow]
        if not allow and not is_here(host):
            raise ValueError(NO_LIST.format(host))
        self._socket: socket.socket | None = None
        self._selector: selectors.BaseSelector | None = None

    @property
    def is_open(self) -> bool:
        return self._selector is not None and self._socket in self._selector.get_map()

    def open(self, selector: selectors.BaseSelector) -> None:
        """Listen. Raises OSError when the port is in use."""
        self._selector = selector
        if self._socket is None:
            self._socket = self._bound(self.port)
        try:
            self._socket.listen(BACKLOG)
        except OSError:
            self._close()
            raise
        self.port = self._socket.getsockname()[1]
        selector.register(self._socket, selectors.EVENT_READ, None)

    def shut(self) -> None:
        """Refuse who comes; the port stays taken."""
        if self.is_open:
            self._close()
            self._socket = self._bound(self.port)  # without listening: whoever connects is refused

    def reopen(self) -> None:
        """Listen again after `shut()`."""
        assert self._selector is not None
        if not self.is_open:
            self.open(self._selector)

    def move(self, port: int) -> None:
        """Listen on another port instead, 0 for any free one. Raises OSError when it is in use."""
        assert self._selector is not None
        other = self._bound(port)
        self._close()
        self._socket = other
        self.open(self._selector)

    def close(self) -> None:
        """Give the port back."""
        self._close()
        self._selector = None

    def is_at(self, fileobj: object) -> bool:
        return fileobj is self._socket

    def accept(self) -> tuple[socket.socket, str] | None:
        """The socket of who has come, and its name; None when there is nobody."""
        assert self._socket is not None
        try:
            sock, address = self._socket.accept()
        except OSError:
            return None
        return sock, f"{address[0]}:{address[1]}"

    def admits(self, sock: socket.socket) -> bool:
        """Whether a client is from a machine that may come in."""
        try:
            address = _plain(ip_address(sock.getpeername()[0].partition("%")[0]))
        except (OSError, ValueError):
            return False
        return address.is_loopback or any(address in network for network in self._allowed)

    def _bound(self, port: int) -> socket.socket:
        sock = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setblocking(False)
            if os.name == "posix":  # elsewhere it would let two listen at one port
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((self.host, port))
        except BaseException:
            sock.close()
            raise
        return sock

    def _close(self) -> None:
        if self._socket is not None:
            if self._selector is not None and self.is_open:
                self._selector.unregister(self._socket)
            self._socket.close()
            self._socket = None


def is_here(host: str) -> bool:
    """Whether only this machine reaches a host."""
    if host == "localhost":
        return True
    try:
        return _plain(ip_address(host)).is_loopback
    except ValueError:
        return False


def _plain(address: Address) -> Address:
    return getattr(address, "ipv4_mapped", None) or address


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no network; use one such as 10.0.0.0/8 or 192.168.1.7") from None
