"""The few calls of `requests` that the example makes, over urllib."""
import json as _json
import urllib.error
import urllib.request


class HTTPError(Exception):
    """An answer of 400 or above."""


class Response:
    def __init__(self, status_code, body):
        self.status_code = status_code
        self.ok = status_code < 400
        self.text = body.decode("utf-8")

    def json(self):
        return _json.loads(self.text)

    def raise_for_status(self):
        if not self.ok:
            raise HTTPError(f"{self.status_code}: {self.text}")


def request(method, url, json=None, headers=None, timeout=10):
    data = None if json is None else _json.dumps(json).encode("utf-8")
    all_headers = {"Content-Type": "application/json", **(headers or {})}
    call = urllib.request.Request(url, data=data, headers=all_headers, method=method)
    try:
        with urllib.request.urlopen(call, timeout=timeout) as answer:
            return Response(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return Response(error.code, error.read())


def get(url, **options):
    return request("GET", url, **options)


def post(url, **options):
    return request("POST", url, **options)
