"""The public cloud's names, answered by the server of this run.

A proxy such as any organisation may have: clients are told of it by HTTPS_PROXY and know nothing else. It connects the
sign-in and Graph hosts of the cloud to the server, which holds certificates for them, and nothing else to anything.
"""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator

SERVED = ("login.microsoftonline.com:443", "graph.microsoft.com:443", "reseat.example:443")


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class _Connect(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        words = self.rfile.readline().decode("ascii", "replace").split()
        while self.rfile.readline().strip():
            pass
        if words[:1] != ["CONNECT"] or words[1] not in SERVED:
            self.server.strangers.append(" ".join(words))
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(("localhost", self.server.port)) as upstream:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_copy, args=(upstream, self.connection), daemon=True)
            back.start()
            _copy(self.connection, upstream)
            back.join()


class Proxy(socketserver.ThreadingTCPServer):
    """The proxy; `strangers` are the addresses that clients asked for and did not get."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("localhost", 0), _Connect)
        self.port = port
        self.strangers: list[str] = []

    @property
    def url(self) -> str:
        """For HTTPS_PROXY."""
        return f"http://localhost:{self.server_address[1]}"


@contextlib.contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    """A running proxy to the server's https port."""
    with Proxy(port) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
