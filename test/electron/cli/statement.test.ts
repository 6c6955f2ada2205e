import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFromJSON } from '@sigstore/bundle';
import { Verifier, toSignedEntity } from '@sigstore/verify';
import { gateFolder, type GateFolder } from '../../builders/gate-folder.ts';
import { hasTool, runTool } from '../../builders/tool.ts';

interface Line { readonly payload: string; readonly payloadType: string; readonly signatures: readonly { readonly keyid: string; readonly sig: string }[] }
let made: GateFolder;
const read = (name: string): string => readFileSync(made.at(name), 'utf8');
const line = (): Line => JSON.parse(read('s.intoto.jsonl')) as Line;

beforeAll(async () => {
  made = await gateFolder();
  expect(await made.run(['packet', 'statement', 'approved.pdf', '-o', 's.intoto.jsonl', '--trust', 'root.pem', '--key-out', 'key.pem'])).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^Statement .+s\.intoto\.jsonl\nIssuer’s key +.+key\.pem\nPacket +APPROVED: /) as string });
}, 60_000);
afterAll(() => rmSync(made.folder, { recursive: true }));

describe('countersign packet statement', () => {
  test('is one line with exactly what DSSE names, and the bytes of the packet', () => {
    const text = read('s.intoto.jsonl');
    expect(text.endsWith('}\n') && text.indexOf('\n') === text.length - 1).toBe(true);
    expect(Object.keys(line()).sort()).toEqual(['payload', 'payloadType', 'signatures']);
    expect(line()).toMatchObject({ payloadType: 'application/vnd.in-toto+json', signatures: [{ keyid: expect.stringMatching(/^[0-9a-f]{64}$/) as string, sig: expect.any(String) as string }] });
    const statement = JSON.parse(Buffer.from(line().payload, 'base64').toString('utf8')) as { _type: string; predicateType: string; subject: { digest: { sha256: string } }[] };
    expect(statement).toMatchObject({ _type: 'https://in-toto.io/Statement/v1', predicateType: 'urn:countersign:decision:1' });
    expect(statement.subject.map(({ digest }) => digest.sha256)).toContain(made.sha256('model.bin'));
    const key = createPublicKey(read('key.pem')).export({ type: 'spki', format: 'der' });
    expect(createHash('sha256').update(key).digest('hex')).toBe(line().signatures[0]!.keyid);
  });

  test.runIf(hasTool('pdfdetach'))('is the embedded file that pdfdetach takes out, with a line feed', () => {
    expect(runTool('pdfdetach', ['-savefile', 'statement.dsse.json', '-o', made.at('detached.json'), made.at('approved.pdf')]).code).toBe(0);
    expect(read('s.intoto.jsonl')).toBe(`${read('detached.json')}\n`);
  });

  test('without a root it is taken out and said to be unproven', async () => {
    const output = await made.run(['packet', 'statement', 'approved.pdf', '-o', 'unproven.intoto.jsonl']);
    expect(output).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Without --trust') as string });
    expect(read('unproven.intoto.jsonl')).toBe(read('s.intoto.jsonl'));
  });

  test.each<[string, string[], number]>([
    ['another board’s root', ['approved.pdf', '--trust', 'conditional.pem'], 3], ['a changed packet', ['changed.pdf', '--trust', 'root.pem'], 3], ['a changed packet, nobody trusted', ['changed.pdf'], 3], ['a broken PDF', ['broken.pdf'], 3],
    ['no PDF', ['notes.txt'], 65], ['no such file', ['absent.pdf'], 66], ['no such root', ['approved.pdf', '--trust', 'absent.pem'], 66], ['a key without a root', ['approved.pdf', '--key-out', 'k.pem'], 64],
    ['key and statement in one file', ['approved.pdf', '--trust', 'root.pem', '--key-out', 'none.intoto.jsonl'], 64],
  ])('%s: nothing is written', async (_, words, exitCode) => {
    const output = await made.run(['packet', 'statement', ...words, '-o', 'none.intoto.jsonl']);
    expect(output).toMatchObject({ exitCode, stdout: '' });
    expect(output.stderr).toMatch(/^countersign packet statement: .+\n$/);
    expect([existsSync(made.at('none.intoto.jsonl')), existsSync(made.at('k.pem'))]).toEqual([false, false]);
  });

  test('it never replaces the packet', async () => {
    expect((await made.run(['packet', 'statement', 'approved.pdf', '-o', 'approved.pdf'])).exitCode).toBe(64);
  });
});

// Pre-authentication encoding by hand, as the DSSE specification writes it, and OpenSSL's own check of the signature.
describe.runIf(hasTool('openssl'))('OpenSSL', () => {
  const checks = (payload: string): number | null => {
    const { payloadType, signatures } = line();
    const body = Buffer.from(payload, 'base64');
    writeFileSync(made.at('pae.bin'), Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `), body]));
    writeFileSync(made.at('sig.der'), Buffer.from(signatures[0]!.sig, 'base64'));
    return runTool('openssl', ['dgst', '-sha256', '-verify', made.at('key.pem'), '-signature', made.at('sig.der'), made.at('pae.bin')]).code;
  };

  test.runIf(hasTool('jq') && process.platform !== 'win32')('verifies it by the lines of the page', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'verify.md'), 'utf8');
    const lines = [...page.matchAll(/^```\n([^]*?)^```$/gm)].map((match) => match[1]!).find((text) => text.startsWith('payload='))!;
    writeFileSync(made.at('packet.intoto.jsonl'), read('s.intoto.jsonl'));
    writeFileSync(made.at('issuer.pem'), read('key.pem'));
    expect(spawnSync('sh', ['-e'], { cwd: made.folder, input: lines, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'Verified OK\n' });
  });

  test('verifies the line, and not another', () => {
    expect(checks(line().payload)).toBe(0);
    expect(checks(Buffer.from('{}').toString('base64'))).not.toBe(0);
  });
});

// Another implementation of DSSE, from the npm registry.
describe('sigstore’s verifier', () => {
  const verifies = (dsseEnvelope: Line): unknown => {
    const hint = dsseEnvelope.signatures[0]!.keyid;
    const bundle = bundleFromJSON({ mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.2', verificationMaterial: { publicKey: { hint }, tlogEntries: [] }, dsseEnvelope });
    const key = createPublicKey(read('key.pem'));
    const trust = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [], publicKey: () => ({ publicKey: key, validFor: () => true }) };
    return new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
  };

  test('verifies the line as it stands', () => {
    expect(verifies(line())).toMatchObject({ key: expect.anything() as unknown });
  });

  test('refuses another payload, another type and another signature', () => {
    const good = line();
    const [{ keyid, sig } = { keyid: '', sig: '' }] = good.signatures;
    const flipped = Buffer.from(sig, 'base64');
    flipped[flipped.length - 1]! ^= 1;
    for (const bad of [{ ...good, payload: Buffer.from('{}').toString('base64') }, { ...good, payloadType: 'application/json' }, { ...good, signatures: [{ keyid, sig: flipped.toString('base64') }] }]) expect(() => verifies(bad)).toThrow();
  });
});
