import { describe, expect, it } from 'vitest';
import { lookForEndpoints } from '../../server/src/analysis/changes/endpointLook.ts';
import type { EndpointMoved } from '../../server/src/analysis/apiChange.ts';
import { bothRuns } from '../service/support/plainRun.ts';

const moved = (from: string, to: string, common = false): EndpointMoved => ({ kind: 'endpointMoved', change: 'X', why: 'w', from, to, method: 'POST', common });
const look = lookForEndpoints([moved('/api/v1/agents/register', '/api/v2/agents'), moved('/api/v1/agents/list', '/api/v2/agents', true), moved('/api/v1/health', '/api/v2/health', true)]);

/** Ways to write a string with a path that ends in `/register`, as far as the reader of endpoints follows them. */
const strings = [
  '"/api/v1/agents/register"', '\'/api/v1/agents/register/\'', '"""/api/v1/agents/register"""', '"http://localhost:8000/api/v1/agents/register?dry=1"', 'f"{BASE}/register"', 'f"{BASE}/register{QUERY}"',
  'BASE + "/register"', '("/api/v1" "/agents/register")', '("/api/v1/ag" "ents/register")', 'f"{HOST}/api/v1/agents/register"', 'f"{HOSTS["a"]}/api/v1/agents/register"', 'f"{HOSTS[\'a\']}/api/v1/agents/register"',
  'f"/api/{VERSION}/agents/register"', '"{}/api/v1/agents/register".format(HOST)', '"%s/api/v1/agents/register" % HOST', 'r"/api/v1/agents/register#x"', 'f"{\n  HOST\n}/api/v1/agents/register"',
  // Something else.
  '"/api/v1/users/register"', '"/agents/{name}/register"', '"/api/v1/agents/registered"', 'f"/agents/{name}/register"', '"see /api/v1/agents/register"', '"/api/v1/agents/register/{id}"', '"\\x2fapi/v1/agents/register"',
];
const constants = 'BASE = "/api/v1/agents"\nHOST = "http://localhost"\nHOSTS = {"a": HOST}\nVERSION = "v1"\nQUERY = "?a=b"\nname = "x"\n';
const caller = (string: string, other = ''): string => `import requests\n${constants}\ndef call(body):\n    ${other}\n    return requests.post(${string}, json=body)\n`;

const project = { 'requirements.txt': 'greenlang==0.2.3\n' };

describe('the look for moved endpoints', () => {
  it.each(strings)('loses no call of %s', async (string) => {
    const { filtered, plain } = await bothRuns({ ...project, 'a.py': caller(string), 'b.py': caller(string, 'requests.get("http://localhost/api/v1/agents/list")') });
    expect(filtered).toEqual(plain);
  });

  it('has calls to lose in the cases above, and others in which there is none', async () => {
    const counts = await Promise.all(strings.map(async (string) => (await bothRuns({ ...project, 'a.py': caller(string) })).plain.filter((line) => line.startsWith('a.py')).length));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(12);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(5);
  });

  it.each([
    'from fastapi import FastAPI\napp = FastAPI()\n@app.post("/api/v1/agents/register")\ndef f(): pass\n',
    'from fastapi import APIRouter\nr = APIRouter(prefix="/agents")\n@r.post("/register")\ndef f(): pass\n',
    'from fastapi import APIRouter\nr = APIRouter(\n  # where\n  prefix=f"{ROOT}/agents",\n)\n@r.post("/register")\ndef f(): pass\n',
    'from flask import Blueprint\nb = Blueprint("b", __name__, url_prefix=\'/agents\')\n@b.route(\'/register\')\ndef f(): pass\n',
    'app.mount("/agents", other)\n', 'app.router.add_post("/register", f)\n',
  ])('loses no route that takes a call out: %s', async (server) => {
    const call = caller('"/api/v1/agents/register"');
    const mount = 'from fastapi import FastAPI\napp = FastAPI()\napp.include_router(r, prefix="/api/v1/agents")\n';
    for (const files of [{ 'a.py': call, 'server.py': server }, { 'a.py': call, 'server.py': server, 'main.py': mount }, { 'a.py': call, 'server.py': '@app.post("/register")\ndef f(): pass\n', 'main.py': server }]) {
      const { filtered, plain } = await bothRuns({ ...project, ...files });
      expect(filtered).toEqual(plain);
    }
  });

  it('turns away what only has the words', () => {
    const texts = ['@app.post("/agents")\n', '@app.get("/agents/{id}/register")\n', '"""POST /api/v1/agents/{id}"""\n', 'x = "/auth/register"\n', '# see /api/v1/agents/register\n', 'client.get("/health")\n', 'requests.get("/api/v2/agents")\n'];
    expect(texts.filter(look)).toEqual([]);
    expect(['requests.post("/api/v1/agents/register")', 'r = APIRouter(prefix="/agents")', '@r.post("/register")', '@r.get("/api/v1/health")', 'get("/api/v2/agents"); get(BASE + "/list")'].filter((text) => !look(text))).toEqual([]);
  });
});
