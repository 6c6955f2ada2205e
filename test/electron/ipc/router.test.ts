import { describe, expect, test } from 'vitest';
import { isFrom, route, wire, type Handlers } from '../../../electron/ipc/router.ts';
import { channels } from '../../../shared/ipc/channels.ts';
import { requests } from '../../../shared/ipc/contract.ts';
import { ok } from '../../../shared/result.ts';

const page = { id: 1 };
const frame = { parent: null, origin: 'app://main' };
const good = { sender: page, senderFrame: frame };

/** A router over handlers that count their calls. */
function routed(answer: () => unknown = () => ok(null)) {
  const heard = new Map<string, (event: unknown, ...rest: unknown[]) => Promise<{ ok: boolean; trouble?: { code: string } }>>();
  const calls: string[] = [];
  const handlers = Object.fromEntries(channels.map((channel) => [channel, async () => {
    calls.push(channel);
    return answer();
  }])) as unknown as Handlers;
  const refused: string[] = [];
  route({ handle: (name: string, listener: never) => { heard.set(name, listener); } }, 'main', handlers, {
    sender: () => page as never, origin: 'app://main', onDefect: () => 'ref', onRefused: (channel) => refused.push(channel),
  });
  return { calls, refused, call: (channel: string, event: unknown, ...rest: unknown[]) => heard.get(`${wire}${channel}`)!(event, ...rest), heard };
}

const badShapes: unknown[] = [
  undefined, null, 0, 1, '', 'x', true, [], [{}], () => 1, { extra: 1 }, { position: -1 }, { position: 1.5 }, { position: '0' }, { position: Number.NaN }, { digest: 'g'.repeat(64) }, { digest: '../../etc/passwd' },
  { id: '../x' }, { id: 'a', value: undefined }, { command: {} }, { command: { name: 'publish-revision', dossier: 'd', revision: 'a'.repeat(64), note: null } }, { command: { name: 'toString' } }, { theme: 'blue', singleKeys: true },
  { source: { kind: 'path', path: '/etc/passwd' }, allowSample: true }, { packet: '/etc/passwd' }, JSON.parse('{"__proto__":{"isAdmin":true},"position":-2}'), new Map(), new Date(0), { revision: 'a'.repeat(64), items: 'x' }, { message: 'x'.repeat(3000), stack: '' },
];

describe('the router', () => {
  test('registers every channel of the contract', () => {
    expect([...routed().heard.keys()].sort()).toEqual(channels.map((channel) => `${wire}${channel}`).sort());
    expect(Object.keys(requests).sort()).toEqual([...channels].sort());
  });

  test('refuses every call from another page, another frame, another origin or a page that is gone', async () => {
    const strangers = [
      { sender: { id: 2 }, senderFrame: frame }, { sender: page, senderFrame: { parent: frame, origin: 'app://main' } }, { sender: page, senderFrame: { parent: null, origin: 'app://sign' } },
      { sender: page, senderFrame: { parent: null, origin: 'null' } }, { sender: page, senderFrame: null },
    ];
    const { call, calls, refused } = routed();
    for (const channel of channels) {
      for (const event of strangers) expect((await call(channel, event, {})).trouble?.code).toBe('ipc/bad-sender');
    }
    expect(calls).toEqual([]);
    expect(refused).toHaveLength(channels.length * strangers.length);
    expect(isFrom(good as never, null, 'app://main')).toBe(false);
  });

  test('refuses every request that is not the channel’s shape', async () => {
    const { call, calls } = routed();
    for (const channel of channels) {
      for (const shape of badShapes) {
        const answer = await call(channel, good, shape);
        const fits = requests[channel].safeParse(shape).success;
        expect(fits || answer.trouble?.code === 'ipc/bad-request', `${channel} ${JSON.stringify(shape)}`).toBe(true);
        if (fits) calls.pop();
      }
      expect((await call(channel, good, {}, 'more')).ok).toBe(false);
    }
    expect(calls).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('makes a defect of what a handler throws, without its message', async () => {
    const { call } = routed(() => { throw new Error('secret words'); });
    const answer = await call('profile.read', good, {});
    expect(answer).toEqual({ ok: false, trouble: { family: 'fault', code: 'defect', params: { reference: 'ref' }, retry: false } });
  });

  test('makes a defect of a call whose frame is gone by now', async () => {
    const { call, calls } = routed();
    const gone = { get parent(): never { throw new Error('Render frame was disposed before WebFrameMain could be accessed'); } };
    expect((await call('profile.read', { sender: page, senderFrame: gone }, {})).trouble?.code).toBe('defect');
    expect(calls).toEqual([]);
  });
});
