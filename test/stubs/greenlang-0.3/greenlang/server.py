"""The REST API v2: `python -m greenlang.server` prints its port and serves until it is ended."""
import asyncio
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from greenlang.agents import FuelAgent

TOKEN = "token-of-the-stub"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.startswith("/api/v1/"):
            self._answer(410, {"error": "API v1 is gone"})
        elif self.path == "/api/v2/auth/token":
            self._answer(200, {"access_token": TOKEN})
        elif self.path not in ("/api/v2/agents", "/api/v2/workflows/execute"):
            self._answer(404, {"error": f"no such path: {self.path}"})
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._answer(401, {"error": "Invalid or expired token"})
        elif set(body) != {"data", "metadata"} or not body["metadata"].get("client_version"):
            self._answer(422, {"error": "the body is no envelope of data and metadata"})
        elif self.path.endswith("/agents"):
            self._answer(201, {"agent_id": body["data"]["name"]})
        else:
            result = asyncio.run(FuelAgent().run(body["data"]["input"]))
            self._answer(200, {"workflow_id": body["data"]["workflow_id"], **result.output})

    def _answer(self, status, value):
        content = json.dumps({"data": value, "metadata": {"api_version": "2"}}).encode("utf-8")
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
