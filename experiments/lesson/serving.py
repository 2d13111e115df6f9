"""A page served to this machine alone, for browsers that open no files."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK, ANY_PORT = "127.0.0.1", 0
HOSTS = (LOOPBACK, "localhost")


def server_of(page: str, port: int = ANY_PORT) -> ThreadingHTTPServer:
    """Return a server of one page on the loopback; raise OSError where the port is taken."""
    content = page.encode()

    class Handler(BaseHTTPRequestHandler):
        """Answers with the page, and only where this machine is asked by its own name."""

        server_version, sys_version = "orgchange", ""

        def do_GET(self) -> None:
            """Send the page."""
            host = (self.headers.get("Host") or "").rpartition(":")
            if (host[0] or host[2]) not in HOSTS:
                self.send_error(400, "another host")
            elif self.path != "/":
                self.send_error(404)
            else:
                self._send()

        def _send(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: who looks at a lesson is nobody's business."""

    return ThreadingHTTPServer((LOOPBACK, port), Handler)
