import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { CommandOutput } from '../../../electron/cli/output.ts';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import { timeAuthority, type TimeAuthority } from '../../builders/time-authority.ts';
import { commandLine } from '../../fakes/command-line.ts';
import { serve, serveStamps, type LoopbackServer } from '../../fakes/stamp-server.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();
const servers: LoopbackServer[] = [];
afterEach(async () => { for (const server of servers.splice(0)) await server.close(); });
const running = async (server: Promise<LoopbackServer>): Promise<LoopbackServer> => { const one = await server; servers.push(one); return one; };

/** The board's command line, an authority with the board's clock, and what a file is by `verify --json`. */
function scene(): { readonly house: TimeAuthority; readonly at: (...names: string[]) => string; run(...words: string[]): Promise<CommandOutput>; issue(...more: string[]): Promise<CommandOutput>; judge(file: string, ...more: string[]): Promise<VerifyReport> } {
  const { board } = fixture;
  const root = board.at('.');
  const run = commandLine(root, board.ports);
  const house = timeAuthority(board.ports.clock.now());
  writeFileSync(board.at('tsa.der'), house.root);
  return {
    house, at: board.at, run,
    issue: (...more) => run('packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf', '--trust-out', 'root.pem', '--no-sync', ...more),
    judge: async (file, ...more) => VerifyReport.parse(JSON.parse((await run('verify', file, '--trust', 'root.pem', '--json', ...more)).stdout)),
  };
}

describe('a packet’s level on the command line', () => {
  test('issued at T, raised to LT with the board’s own list, then to LTA; the issued bytes stay its beginning', async () => {
    const { house, at, run, issue, judge } = scene();
    const server = await running(serveStamps((request) => house.answer(request)));
    const output = await issue('--tsa', server.url);
    expect(output).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/Level +T: .*Stamp House/) as string });
    const issued = readFileSync(at('packet.pdf'));
    expect((await judge('packet.pdf', '--tsa-trust', 'tsa.der')).facts.find(({ step }) => step === 'timestamp')).toMatchObject({ result: 'passed' });
    writeFileSync(at('tsa.crl'), await house.list(fixture.board.ports.clock.now(), '2040-01-01T00:00:00.000Z'));
    expect(await run('board', 'crl', '--profile', 'helena', '-o', 'board.crl')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Revoked +no certificates/) as string });
    expect(await run('packet', 'upgrade', 'packet.pdf', '--crl', 'board.crl', '--crl', 'tsa.crl', '-o', 'lt.pdf')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('T raised to LT') as string });
    const lists = await running(serve((_, response) => { response.end(readFileSync(at('board.crl'))); }));
    expect(await run('packet', 'upgrade', 'packet.pdf', '--crl', lists.url, '--crl', 'tsa.crl', '--tsa', server.url)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('T raised to LTA') as string });
    expect(readFileSync(at('packet.pdf')).subarray(0, issued.length).equals(issued)).toBe(true);
    expect(await judge('packet.pdf', '--tsa-trust', 'tsa.der')).toMatchObject({ verdict: 'approved', level: 'LTA' });
    expect(await judge('lt.pdf')).toMatchObject({ verdict: 'approved', level: 'LT' });
  });

  test('raised by its number: the copy in the profile', async () => {
    const { house, at, run, issue } = scene();
    const number = /Packet +(\S+)/.exec((await issue()).stdout)?.[1] ?? '';
    const server = await running(serveStamps((request) => house.answer(request)));
    expect(await run('packet', 'upgrade', number, '--profile', 'helena', '--tsa', server.url)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('B raised to T') as string });
    expect(readFileSync(at('helena', 'packets', `${number}.pdf`)).length).toBeGreaterThan(readFileSync(at('packet.pdf')).length);
    for (const odd of ['../../packet', '/etc/hostname']) expect((await run('packet', 'upgrade', odd, '--profile', 'helena', '--tsa', server.url)).exitCode).not.toBe(0);
  });

  test('without --tsa whom the profile’s settings name is asked; --tsa none asks nobody; damaged settings count as none', async () => {
    const { house, at, issue } = scene();
    const server = await running(serveStamps((request) => house.answer(request)));
    writeFileSync(at('helena', 'settings.json'), JSON.stringify({ theme: 'dark', timestampAuthority: server.url, window: { x: null } }));
    expect(await issue()).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Level +T: /) as string });
    expect(await issue('--tsa', 'none')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Level +B/) as string });
    for (const settings of ['{', '{"timestampAuthority":"file:///etc/passwd"}', '{"timestampAuthority":7}', '']) {
      writeFileSync(at('helena', 'settings.json'), settings);
      expect(await issue()).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Level +B/) as string });
    }
  });

  const silent: RequestListener = () => undefined;
  test.each<[string, () => Promise<string>, RegExp]>([
    ['is down', () => Promise.resolve('http://127.0.0.1:1/'), /reached/],
    ['says no', async () => (await running(serve((_, response) => { response.writeHead(503); response.end(); }))).url, /status 503/],
    ['sends elsewhere', async () => { const there = await running(serve(silent)); return (await running(serve((_, response) => { response.writeHead(302, { location: there.url }); response.end(); }))).url; }, /elsewhere/],
    ['answers without an end', async () => (await running(serve((_, response) => { response.writeHead(200); response.write(Buffer.alloc(70_000)); }))).url, /longer than/],
    ['answers with something else', async () => (await running(serve((_, response) => { response.end('<html>hello</html>'); }))).url, /no timestamp response/],
    ['breaks off', async () => (await running(serve((_, response) => { response.writeHead(200); response.write('0'); response.destroy(); }))).url, /reached/],
    ['stamps with another nonce', async () => { const house = timeAuthority(fixture.board.ports.clock.now()); return (await running(serveStamps((request) => house.answer(request, { nonce: Uint8Array.of(2, 1, 9) })))).url; }, /nonce/],
    ['stamps other bytes', async () => { const house = timeAuthority(fixture.board.ports.clock.now()); return (await running(serveStamps((request) => house.answer(request, { imprint: new Uint8Array(32) })))).url; }, /other bytes/],
    ['doesn’t grant it', async () => { const house = timeAuthority(fixture.board.ports.clock.now()); return (await running(serveStamps((request) => house.answer(request, { status: 2 })))).url; }, /did not grant/],
    ['may not stamp', async () => { const house = timeAuthority(fixture.board.ports.clock.now(), { purposes: [] }); return (await running(serveStamps((request) => house.answer(request)))).url; }, /may not stamp/],
  ])('an authority that %s: the packet is issued at B, and says why', async (_, url, problem) => {
    const { run, issue, judge } = scene();
    const tsa = await url();
    const output = await issue('--tsa', tsa);
    expect(output).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Level +B: /) as string, stderr: expect.stringMatching(problem) as string });
    expect(output.stderr).toContain(tsa);
    expect(await judge('packet.pdf')).toMatchObject({ verdict: 'approved', level: 'B' });
    // Raising it is nothing but the timestamp: without one nothing is written.
    const raised = await run('packet', 'upgrade', 'packet.pdf', '--tsa', tsa, '-o', 'raised.pdf');
    expect([raised.exitCode === 0, existsSync(join(fixture.board.at('.'), 'raised.pdf'))]).toEqual([false, false]);
    expect(raised.stderr).toMatch(problem);
  });

  test.each<[string, string[], number]>([
    ['an address that is none', ['--tsa', 'stamp.example'], 64],
    ['another kind of address', ['--tsa', 'file:///etc/passwd'], 64],
    ['an address with a password', ['--tsa', 'http://me:secret@127.0.0.1/'], 64],
    ['nothing to add', [], 2],
    ['a list that is none', ['--crl', 'root.pem'], 65],
    ['a list that is not there', ['--crl', 'nowhere.crl'], 66],
    ['a response that is none', ['--ocsp', 'root.pem'], 65],
    ['nowhere to fetch a list', ['--fetch'], 2],
  ])('%s: refused, and nothing is written', async (_, words, exitCode) => {
    const { at, run, issue } = scene();
    await issue();
    const before = readFileSync(at('packet.pdf'));
    const output = await run('packet', 'upgrade', 'packet.pdf', ...words);
    expect(output).toMatchObject({ exitCode, stdout: '' });
    expect(readFileSync(at('packet.pdf')).equals(before)).toBe(true);
  });
});
