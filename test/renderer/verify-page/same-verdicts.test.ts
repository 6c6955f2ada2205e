import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandLinePorts } from '../../../electron/cli/ports.ts';
import { runCommandLine } from '../../../electron/cli/run.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import type { ListedPacket } from '../../../shared/packet/status-list.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { foreignAttacks } from '../../attacks/families.ts';
import { packetEdits, packetSeals } from '../../attacks/own-packet.ts';
import { damaged, damages, generator } from '../../attacks/random-damage.ts';
import { dayAfter, plainApproval, sealedPacket, type SealedPacket } from '../../builders/sealed-packet.ts';
import { signingKey } from '../../builders/signing-key.ts';
import { listed, otherPacket, signedListBytes, statusListOf, type Signing } from '../../builders/status-list.ts';
import { builtPage, type BuiltPage } from '../../builders/verify-page.ts';

let page: BuiltPage;
let packet: SealedPacket;
beforeAll(async () => { [page, packet] = await Promise.all([builtPage(), sealedPacket()]); }, 60_000);

interface Asked { readonly trust?: Uint8Array | null; readonly at?: string; readonly allowSample?: boolean; readonly digest?: Digest; readonly list?: Uint8Array }

/** What `countersign verify --json` prints about bytes, without a disk. */
async function onCommandLine(bytes: Uint8Array, { trust = null, at = dayAfter, allowSample = false, digest, list }: Asked): Promise<string> {
  const stored: Readonly<Record<string, Uint8Array | null>> = { '/packet.pdf': bytes, '/root.pem': trust, '/status.json': list ?? null };
  const files = { read: (path: string) => Promise.resolve(ok(stored[path] ?? null)), follow: (path: string) => Promise.resolve(ok(path)) };
  const words = ['verify', '/packet.pdf', '--at', at, '--json', ...(trust === null ? [] : ['--trust', '/root.pem']), ...(allowSample ? ['--allow-sample'] : []), ...(list === undefined ? [] : ['--status-list', '/status.json']), ...(digest === undefined ? [] : ['--artifact-digest', `model.bin@sha256:${digest}`])];
  const ports = { from: '/', board: { files, clock: { now: () => dayAfter }, sha256: nodeSha256 }, subtle: globalThis.crypto.subtle };
  return (await runCommandLine(words, () => Promise.resolve(ok(ports as unknown as CommandLinePorts)))).stdout;
}

const onPage = (bytes: Uint8Array, { trust = null, at = dayAfter, allowSample = false, digest, list }: Asked): Promise<string> =>
  page.verify({ packet: bytes, trust, list: list === undefined ? null : { name: '/status.json', bytes: list }, at, allowSample, artifacts: digest === undefined ? [] : [{ name: 'model.bin', sha256: digest }] });

/** Both say the same, byte for byte; answers the verdict. */
async function verdictOf(bytes: Uint8Array, asked: Asked, what = ''): Promise<string> {
  const [printed, saved] = [await onCommandLine(bytes, asked), await onPage(bytes, asked)];
  expect(saved, what).toBe(printed);
  return VerifyReport.parse(JSON.parse(saved)).verdict;
}

const pem = ({ trustPem }: SealedPacket): Uint8Array => new TextEncoder().encode(trustPem);

describe('the page’s own script says what the command line says', () => {
  test('approved, expired, without a root, under another root', async () => {
    const trust = pem(packet);
    expect(await verdictOf(packet.bytes, { trust })).toBe('approved');
    expect(await verdictOf(packet.bytes, { trust: packet.trust.certificate.der })).toBe('approved');
    expect(await verdictOf(packet.bytes, { trust, at: '2028-01-01T00:00:00.000Z' })).toBe('not-approved');
    expect(await verdictOf(packet.bytes, {})).toBe('indeterminate');
    expect(await verdictOf(packet.bytes, { trust: pem(await sealedPacket()) })).toBe('not-authentic');
  }, 60_000);

  test('conditions, a rejection, a sample', async () => {
    const conditional = await sealedPacket({});
    expect(await verdictOf(conditional.bytes, { trust: pem(conditional) })).toBe('approved-with-conditions');
    const rejected = await sealedPacket({ ...plainApproval, outcome: 'rejected', choices: ['reject', 'reject', 'approve', 'reject'] });
    expect(await verdictOf(rejected.bytes, { trust: pem(rejected) })).toBe('not-approved');
    const sample = await sealedPacket({ ...plainApproval, sample: true });
    expect(await verdictOf(sample.bytes, { trust: pem(sample) })).toBe('not-authentic');
    expect(await verdictOf(sample.bytes, { trust: pem(sample), allowSample: true })).toBe('approved');
  }, 60_000);

  test('a delivered file: named by the packet or not', async () => {
    const named = VerifyReport.parse(JSON.parse(await onPage(packet.bytes, { trust: pem(packet) }))).statement!.subject[0]!.sha256 as Digest;
    expect(await verdictOf(packet.bytes, { trust: pem(packet), digest: named })).toBe('approved');
    expect(await verdictOf(packet.bytes, { trust: pem(packet), digest: nodeSha256(packet.bytes) })).toBe('not-approved');
    expect(await verdictOf(packet.bytes, { digest: named })).toBe('indeterminate');
  });

  test('a status list: fresh, revoking, run out, forged', async () => {
    const trust = pem(packet);
    const list = (over: Partial<ListedPacket> = {}, signing: Signing = {}) => signedListBytes(packet.world, statusListOf(packet.world, [listed(packet, over), otherPacket(1)]), signing);
    expect(await verdictOf(packet.bytes, { trust, list: list() })).toBe('approved');
    expect(await verdictOf(packet.bytes, { trust, list: list({ state: 'revoked' }) })).toBe('not-approved');
    expect(await verdictOf(packet.bytes, { trust, list: list(), at: '2026-12-20T09:00:00.000Z' })).toBe('approved');
    expect(await verdictOf(packet.bytes, { trust, list: list({}, { key: signingKey() }) })).toBe('not-approved');
    expect(await verdictOf(packet.bytes, { trust, list: new TextEncoder().encode('404 Not Found') })).toBe('not-approved');
    expect(await verdictOf(packet.bytes, { list: list({ state: 'revoked' }) })).toBe('indeterminate');
  });

  test('no PDF, an empty file, half a packet', async () => {
    for (const [bytes, verdict] of [[new TextEncoder().encode('Nothing like a PDF.\n'), 'unreadable'], [new Uint8Array(), 'unreadable'], [packet.bytes.slice(0, 90_000), 'not-authentic']] as const) {
      expect(await verdictOf(bytes, { trust: pem(packet) })).toBe(verdict);
    }
  });

  test('every attack on a packet of our own', async () => {
    const attacks = [...packetEdits(packet), ...(await packetSeals(packet, await sealedPacket()))];
    expect(attacks.length).toBeGreaterThan(30);
    for (const { family, name, bytes, trust } of attacks) expect(['not-authentic', 'indeterminate'], `${family}: ${name}`).toContain(await verdictOf(bytes, { trust: trust?.certificate.der ?? null }, `${family}: ${name}`));
  }, 120_000);

  test('every attack on a foreign signed PDF', async () => {
    const attacks = foreignAttacks();
    expect(attacks.length).toBeGreaterThan(100);
    for (const { family, name, bytes, trust } of attacks) expect(['not-authentic', 'indeterminate'], `${family}: ${name}`).toContain(await verdictOf(bytes, { trust: trust?.certificate.der ?? null }, `${family}: ${name}`));
  }, 120_000);

  const seed = 20261127;
  test(`random damage, 20 of each kind, seed ${seed}`, async () => {
    const random = generator(seed);
    for (const damage of damages) {
      for (let i = 0; i < 20; i++) {
        const { what, bytes } = damaged(packet.bytes, damage, random);
        expect(['not-authentic', 'indeterminate'], what).toContain(await verdictOf(bytes, { trust: pem(packet) }, what));
      }
    }
  }, 120_000);

  const corpus = new URL('../../../../shared/signed-pdf-corpus/', import.meta.url);
  const here = existsSync(corpus);
  if (!here) console.info('skipped: the folder of public signed PDFs (signed-pdf-corpus) is not beside this checkout');
  test.skipIf(!here)('public signed PDFs', async () => {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.pdf'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(['not-authentic', 'indeterminate'], name).toContain(await verdictOf(new Uint8Array(readFileSync(new URL(name, corpus))), {}, name));
  });
});

describe('what it can’t check it says', () => {
  test('a trust file that is none, a time that is none', async () => {
    await expect(onPage(packet.bytes, { trust: packet.bytes })).rejects.toThrow('trust');
    await expect(onPage(packet.bytes, { trust: pem(packet), at: 'tomorrow' })).rejects.toThrow('at');
  });
});
