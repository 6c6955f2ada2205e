import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandLinePorts } from '../../../electron/cli/ports.ts';
import { runCommandLine } from '../../../electron/cli/run.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { steps, VerifyReport } from '../../../shared/packet/verdict.ts';
import { fault, ok } from '../../../shared/result.ts';
import { dayAfter, plainApproval, sealedPacket } from '../../builders/sealed-packet.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
const file = (name: string): string => join(folder, name);
const filesPort = openFiles();
interface Asked { readonly file: string; readonly trust: string | null; readonly at: string | null; readonly allowSample: boolean; readonly json: boolean }
const run = (over: Partial<Asked> = {}, files: Partial<typeof filesPort> = {}) => {
  const { file: packet, trust, at, allowSample, json } = { file: file('packet.pdf'), trust: file('root.pem'), at: null, allowSample: false, json: false, ...over };
  const words = ['verify', packet, ...(trust === null ? [] : ['--trust', trust]), ...(at === null ? [] : ['--at', at]), ...(allowSample ? ['--allow-sample'] : []), ...(json ? ['--json'] : [])];
  const ports = { from: folder, board: { files: { ...filesPort, ...files }, clock: { now: () => dayAfter }, sha256: nodeSha256 }, subtle: globalThis.crypto.subtle };
  return runCommandLine(words, () => Promise.resolve(ok(ports as unknown as CommandLinePorts)));
};

beforeAll(async () => {
  for (const [name, parts] of [['packet', plainApproval], ['conditional', { baseline: false }], ['sample', { ...plainApproval, sample: true }]] as const) {
    const packet = await sealedPacket(parts);
    writeFileSync(file(`${name}.pdf`), packet.bytes);
    writeFileSync(file(name === 'packet' ? 'root.pem' : `${name}-root.pem`), packet.trustPem);
  }
  writeFileSync(file('notes.txt'), 'Nothing like a PDF.\n');
  writeFileSync(file('broken.pdf'), '%PDF-1.7\nand nothing else\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('countersign verify', () => {
  test.each<[string, Partial<Asked>, number]>([
    ['approved', {}, 0],
    ['open conditions', { file: file('conditional.pdf'), trust: file('conditional-root.pem') }, 1],
    ['expired', { at: '2028-01-01T00:00:00.000Z' }, 2],
    ['a sample', { file: file('sample.pdf'), trust: file('sample-root.pem') }, 3],
    ['a sample that was asked for', { file: file('sample.pdf'), trust: file('sample-root.pem'), allowSample: true }, 0],
    ['another board’s root', { trust: file('conditional-root.pem') }, 3],
    ['no trust root', { trust: null }, 4],
    ['a broken PDF', { file: file('broken.pdf') }, 3],
    ['no PDF at all', { file: file('notes.txt') }, 65],
  ])('%s: one verdict line, a line for each fact, its exit code', async (_, command, exitCode) => {
    const output = await run(command);
    expect(output).toMatchObject({ exitCode, stderr: '' });
    const [line, gap, ...facts] = output.stdout.trimEnd().split('\n');
    expect(line).not.toBe('');
    expect(gap).toBe('');
    expect(facts.length).toBeGreaterThan(0);
    expect(new Set(facts.map((fact) => /^ {2}\S+ +\S+/.test(fact)))).toEqual(new Set([true]));
    // What nobody gave is no fact: a status list, addenda; and a sealed packet has no countersignatures.
    if (exitCode <= 2) expect(facts).toHaveLength(steps.filter((step) => !['standing', 'addenda', 'countersignatures'].includes(step)).length);
  });

  test('P-5: the line of a sample begins with SAMPLE', async () => {
    expect((await run({ file: file('sample.pdf'), trust: file('sample-root.pem'), allowSample: true })).stdout.startsWith('SAMPLE')).toBe(true);
  });

  test('--json prints one object, the report and nothing else', async () => {
    for (const name of ['packet.pdf', 'broken.pdf', 'notes.txt']) {
      const output = await run({ file: file(name), json: true });
      const report = VerifyReport.parse(JSON.parse(output.stdout));
      expect(report.exitCode).toBe(output.exitCode);
      expect(Object.keys(report)).toEqual(['verdict', 'exitCode', 'summary', 'signatures', 'level', 'statement', 'facts']);
    }
  });

  test.each<[string, Partial<Asked>, number]>([
    ['an instant that is none: 64', { at: 'yesterday' }, 64],
    ['no such packet: 66', { file: file('absent.pdf') }, 66],
    ['a folder instead of a packet: 66', { file: folder }, 66],
    ['no such trust file: 66', { trust: file('absent.pem') }, 66],
    ['a trust file that is no certificate: 65', { trust: file('notes.txt') }, 65],
    ['a packet as trust file: 65', { trust: file('packet.pdf') }, 65],
  ])('%s', async (_, command, exitCode) => {
    const output = await run({ ...command, json: true });
    expect(output).toMatchObject({ exitCode, stdout: '' });
    expect(output.stderr).toMatch(/^countersign verify: .+\n$/);
  });

  test('a disk that fails: 74', async () => {
    const failing = { read: (path: string) => Promise.resolve(fault('disk/read', { path, errno: 'EIO' })) };
    expect(await run({}, failing)).toMatchObject({ exitCode: 74, stdout: '' });
  });
});
