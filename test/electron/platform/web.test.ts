import { afterEach, expect, test } from 'vitest';
import { isWebAddress, systemWeb } from '../../../electron/platform/web.ts';
import { serve, type LoopbackServer } from '../../fakes/stamp-server.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => { for (const server of servers.splice(0)) await server.close(); });
const running = async (...parts: Parameters<typeof serve>): Promise<LoopbackServer> => { const one = await serve(...parts); servers.push(one); return one; };
const ask = (url: string, timeoutMs = 5000, body: { type: string; bytes: Uint8Array } | null = null) => systemWeb({ url, body, limitBytes: 1000, timeoutMs });

test('a short exchange: what was sent arrives, what was answered comes back', async () => {
  const server = await running((request, response) => { response.setHeader('seen', request.headers['content-type'] ?? ''); request.pipe(response); });
  expect(await ask(server.url, 5000, { type: 'application/timestamp-query', bytes: Uint8Array.of(1, 2, 3) })).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
});

test.each<[string, Parameters<typeof serve>[0], string]>([
  ['never answers', () => undefined, 'did not answer'],
  ['begins and never ends', (_, response) => { response.writeHead(200); response.write('x'); }, 'did not answer'],
  ['sends too much', (_, response) => { response.end(Buffer.alloc(2000)); }, 'longer than'],
  ['sends too much, packed', (_, response) => { response.writeHead(200, { 'content-encoding': 'identity' }); response.end(Buffer.alloc(1001)); }, 'longer than'],
  ['sends elsewhere', (_, response) => { response.writeHead(307, { location: 'http://127.0.0.1:1/' }); response.end(); }, 'elsewhere'],
  ['has nothing', (_, response) => { response.writeHead(404); response.end('no'); }, 'status 404'],
])('a server that %s: a fault that says so', async (_, listener, problem) => {
  const server = await running(listener);
  const answer = await ask(server.url, 300);
  expect(answer).toMatchObject({ ok: false, trouble: { family: 'fault', code: 'web/failed', params: { url: server.url, problem: expect.stringContaining(problem) as string } } });
  expect(server.asked()).toBe(1);
});

test('which texts are addresses', () => {
  for (const good of ['http://stamp.example/', 'https://stamp.example:8443/tsa?a=b']) expect(isWebAddress(good)).toBe(true);
  for (const bad of ['', 'stamp.example', 'ftp://stamp.example/', 'file:///etc/passwd', 'javascript:1', 'http://', 'http://me@stamp.example/', 'http://me:pw@stamp.example/', 'http://stamp.example/#x', `http://${'a'.repeat(3000)}/`]) expect(isWebAddress(bad)).toBe(false);
});
