"""The REST API v1: `python -m greenlang.server` prints its port and serves until it is ended."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from greenlang.agents import FuelAgent


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path not in ("/api/v1/agents/register", "/api/v1/workflows/execute"):
            self._answer(404, {"error": f"no such path: {self.path}"})
        elif not self.headers.get("X-API-Key"):
            self._answer(401, {"error": "X-API-Key is missing"})
        elif self.path.endswith("/register"):
            self._answer(201, {"agent_id": body["name"]})
        else:
            self._answer(200, {"workflow_id": body["workflow_id"], **FuelAgent().run(body["input"]).data})

    def _answer(self, status, value):
        content = json.dumps(value).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Says nothing: the first line of the output is the port."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
