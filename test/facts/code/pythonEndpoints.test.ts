import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeParsers } from '../../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { endpointsOfPython, type Shown } from './support.ts';
import type { EndpointFact } from '../../../server/src/facts/facts.ts';

let parsers: CodeParsers;
beforeAll(async () => {
  parsers = await testParsers();
});

const endpoints = (text: string): readonly Shown<EndpointFact>[] => endpointsOfPython(parsers, text);

describe('endpoints in Python', () => {
  it.each([
    ['"/api/v1/a"', ''], ['"http://localhost:80/api/v1/a?x=1"', 'localhost:80'], ['f"{base}/api/v1/a"', ''], ['f"https://{host}:80/api/v1/a"', ''], ['base + "/api/v1/a"', ''],
    ['"{}/api/v1/a".format(base)', ''], ['"%s/api/v1/a" % base', ''], ['("http://x" "/api/v1/a")', 'x'], ['BASE + "/api/v1/a"', 'h'], ['f"{BASE}/api/v1/a"', 'h'], ['r"/api/v1/a"', ''],
  ])('%s is a path of host "%s"', (expression, host) => {
    expect(endpoints(`BASE = "http://h/"\nsend(${expression})\n`).at(-1)).toMatchObject({ path: '/api/v1/a', host, role: 'client', text: '/api/v1/a' });
  });

  it.each(['"POST /api/v1/a"', 'f"/api/v1/{name}"', '"/api/v1/a/" + name', '"/api/v1/a" "/" f"{name}"', '"/usr/bin/env"', '"api/v1/a"', '"\\x2fapi/v1/a"', '"""\n/api/v1/a\n"""', 'f"{a}{b}"'])('%s is none', (expression) => {
    expect(endpoints(`send(${expression})\n`)).toEqual([]);
  });

  it.each(['print("/api/v1/a")', 'log.info("/api/v1/a")', 'assert x == "/api/v1/a"', 'if path in ("/api/v1/a",): pass', 'x = {"/api/v1/a": 1}', '"/api/v1/a"', 'm.assert_called_with("/api/v1/a")', 'raise ValueError("/api/v1/a")', 'x["/api/v1/a"]'])('%s calls nothing', (code) => {
    expect(endpoints(`${code}\n`)).toEqual([]);
  });

  it('knows a path that begins in a constant', () => {
    expect(endpoints('API = "http://x/api/v1"\nsend(f"{API}/a/b")\n').at(-1)).toMatchObject({ path: '/api/v1/a/b', host: 'x', joined: true, text: '/a/b' });
  });

  it.each([
    ['@app.post("/api/a")\ndef f(): pass', 'route', '/api/a'],
    ['router = APIRouter(tags=[], prefix="/api")\n@router.post("/a")\ndef f(): pass', 'route', '/api/a'],
    ['bp = Blueprint("b", __name__, url_prefix="/api")\n@bp.route("/a", methods=["POST"])\ndef f(): pass', 'route', '/api/a'],
    ['app.include_router(agents, prefix="/api/a")', 'route', '/api/a/*'],
    ['app.add_api_route("/api/a", f)', 'route', '/api/a'],
    ['urlpatterns = [path("/api/a", view)]', 'route', '/api/a'],
    ['app.router.add_post("/api/a", handler)', 'route', '/api/a'],
    ['respx.post("http://x/api/a")', 'mock', '/api/a'],
    ['requests_mock.get("http://x/api/a", json={})', 'mock', '/api/a'],
    ['client.post("/api/a")', 'client', '/api/a'],
    ['client.get("/a")', 'client', '/a'],
  ] as const)('%s: %s', (code, role, path) => {
    expect(endpoints(`${code}\n`).at(-1)).toMatchObject({ role, path });
  });

  it.each([
    ['import requests', 'requests.post("/a/b", json=x)'],
    ['try:\n    import requests\nexcept ImportError:\n    requests = None', 'requests.post("/a/b", json=x)'],
    ['import requests as r', 'r.post("/a/b", json=x)'],
    ['from requests import post', 'post("/a/b", json=x)'],
    ['import httpx', 'httpx.request("post", "/a/b", json=x)'],
    ['from requests import Session', 'Session().post("/a/b", json=x)'],
    ['import requests\ns = requests.Session()', 's.post("/a/b", json=x)'],
    ['import aiohttp\nclass C:\n    def __init__(self):\n        self.s = aiohttp.ClientSession()', 'self.s.post("/a/b", json=x)'],
    ['import httpx\ndef f(c: httpx.AsyncClient): pass', 'c.post("/a/b", json=x)'],
  ])('a call of a proven client is whole: %s', (before, call) => {
    const text = `${before}\n${call}\n`;
    const found = endpoints(text).at(-1);
    expect(found?.call).toMatchObject({ method: 'POST', syntax: 'python', body: { wrappable: true } });
    expect(text.slice(found?.call?.range.start, found?.call?.range.end)).toBe(call);
  });

  it.each(['import requests\nrequests = fake()\n', 'from app import client as requests\n', ''])('other clients are not proven: %j', (before) => {
    expect(endpoints(`${before}requests.post("/a/b", json=x)\n`).at(-1)?.call).toBeUndefined();
  });

  it.each([
    ['requests.post("/a/b")', []],
    ['r = requests.post("/a/b")\n    r.raise_for_status()\n    f(r.json())', ['r.json()']],
    ['f(requests.post("/a/b").json()["x"])', ['requests.post("/a/b").json()']],
    ['with requests.post("/a/b") as r:\n        f(r.json())', ['r.json()']],
    ['if (r := requests.post("/a/b")).ok:\n        f(r.json())', ['r.json()']],
    ['f(r := requests.post("/a/b"))', undefined],
    ['r = requests.post("/a/b")\n    if r.ok:\n        f(r.json())\n    else:\n        f(r.json()["error"])', ['r.json()']],
    ['r = requests.post("/a/b")\n    f(json.loads(r.text))', ['json.loads(r.text)']],
    ['r = requests.post("/a/b")\n    f(r.json())\n    r = other()\n    f(r.json())', ['r.json()']],
    ['with requests.post("/a/b") as r:\n        f(r.json())\n    with other() as r:\n        f(r.json())', ['r.json()']],
    ['r = requests.post("/a/b")\n    r = f(r.json())', ['r.json()']],
    ['r = requests.post("/a/b")\n    for r in r.json():\n        f(r.json())', undefined],
    ['try:\n        r = requests.post("/a/b")\n    except Exception:\n        raise\n    f(r.json())', ['r.json()']],
    ['if a:\n        r = requests.post("/a/b")\n    else:\n        r = other()\n    f(r.json())', undefined],
    ['r = None\n    if a:\n        r = requests.post("/a/b")\n    f(r.json())', undefined],
    ['r = requests.post("/a/b")\n    if a:\n        r = other()\n    f(r.json())', undefined],
    ['while a:\n        f(r)\n        r = requests.post("/a/b")', undefined],
    ['return requests.post("/a/b")', undefined],
    ['r = requests.post("/a/b")\n    return r', undefined],
    ['r = requests.post("/a/b")\n    check(r)', undefined],
    ['self.r = requests.post("/a/b")', undefined],
    ['requests.post("/a/b", **more)', undefined],
    ['requests.post("/a/b", {"a": 1})', undefined],
    ['f(f"{requests.post(\'/a/b\')}")', undefined],
  ])('follows the answer of %s', (code, expected) => {
    const text = `import requests\n\ndef g():\n    ${code}\n`;
    expect(endpoints(text)[0]?.call?.results.map(({ range }) => text.slice(range.start, range.end))).toEqual(expected);
  });

  it('keeps the answers of one call apart from those of the next', () => {
    const text = 'import requests\nwith requests.post("/a/b") as r:\n    f(r.json())\nwith requests.post("/c/d") as r:\n    g(r.json())\n';
    expect(endpoints(text).map(({ call }) => call?.results.map(({ range }) => range.start))).toEqual([[text.indexOf('r.json')], [text.lastIndexOf('r.json')]]);
  });

  it('knows what in the answer is its envelope', () => {
    const unwrapped = (use: string) => endpoints(`import requests\nr = requests.post("/a/b")\n${use}\n`)[0]?.call?.results.map((result) => result.unwrapped);
    expect(unwrapped('f(r.json()["data"])')).toEqual([true]);
    expect(unwrapped('f(r.json().get("data", {}))')).toEqual([true]);
    expect(unwrapped('b = r.json()\nf(b["data"])')).toEqual([true]);
    expect(unwrapped('b = r.json()\nf(b["other"])')).toEqual([false]);
    expect(unwrapped('f(r.json()["metadata"])')).toEqual([]);
  });

  it('reads headers where they are written out, and says who else uses them', () => {
    const text = 'import requests\nH = {"A": key, "B": f"x{y}"}\nrequests.post("/a/b", headers=H)\nother(H)\n';
    const call = endpoints(text)[0]?.call;
    expect(call?.headers.map(({ name, value, valueRange }) => [name, value, text.slice(valueRange.start, valueRange.end)])).toEqual([['A', 'expression', 'key'], ['B', 'literal', 'f"x{y}"']]);
    expect(call?.headersUsedAt?.map(({ start, end }) => text.slice(start - 6, end + 1))).toEqual(['other(H)']);
    expect(endpoints('import requests\nrequests.post("/a/b", headers={**base, "A": 1})\n')[0]?.call?.headersHidden).toBe(true);
    expect(endpoints('import requests\nrequests.post("/a/b", headers=make())\n')[0]?.call?.headersHidden).toBe(true);
  });
});
