"""A small web site on this machine, for tests of what is read by URL."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Page = bytes | Callable[[http.server.BaseHTTPRequestHandler], None]


class Site:
    """A running site: its address, its pages by path, and the paths that were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                site.asked.append(self.path)
                page = site.pages.get(self.path)
                if callable(page):
                    page(self)
                    return
                self.send_response(200 if page is not None else 404)
                kind = "video/mp4" if self.path.endswith(".mp4") else "text/html; charset=utf-8"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(page or b"")))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(page or b"")

            def log_message(self, *arguments: object) -> None:
                """Nothing: the tests' output is theirs."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def running() -> Iterator[Site]:
    """A site while the block runs."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()
