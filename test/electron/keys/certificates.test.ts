import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { issueMemberCertificate, makeAuthority, type Issuing } from '../../../electron/keys/certificates.ts';
import { makeKeyPair } from '../../../electron/keys/key-pair.ts';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { checkIssued, readCertificate } from '../../../shared/board/certificate.ts';
import { readTrust, trustPem } from '../../../shared/board/trust.ts';
import { sha256Text } from '../../../shared/bytes/digest.ts';
import { Discipline, Instant, MemberId } from '../../../shared/vocabulary.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';

const run = promisify(execFile);
const passphrase = 'correct horse battery';
const roster0 = sha256Text('roster 0');
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);
const value = <T>(result: { ok: true; value: T } | { ok: false; trouble: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
};

async function issuing(overrides: Partial<Issuing> = {}): Promise<Issuing & { folder: string }> {
  const folder = await temporaryFolder();
  const signer = quickSigner(folder);
  const root = value(await signer.create({ key: 'root', passphrase, sample: false }));
  return { folder, signer, ids: systemIds, passphrase, board: 'Nordlys Review Board', sample: false, root, issuedAt: Instant.parse('2026-11-19T09:00:00.000Z'), ...overrides };
}
const person = (key: Uint8Array, name = 'Ingrid Sölberg') => ({ member: MemberId.parse('ingrid-solberg'), name, discipline: Discipline.parse('ml-robustness'), key });

describe('certificates', () => {
  test('OpenSSL reads them and verifies the chain', async () => {
    const one = await issuing();
    const ca = value(await makeAuthority(one, roster0));
    const member = value(await issueMemberCertificate(one, person(makeKeyPair().spki)));
    const [caFile, memberFile] = [join(one.folder, 'ca.pem'), join(one.folder, 'member.pem')];
    await writeFile(caFile, trustPem(ca));
    await writeFile(memberFile, trustPem(member));
    const at = String(Date.parse('2026-11-20T00:00:00Z') / 1000);
    expect((await run('openssl', ['verify', '-x509_strict', '-check_ss_sig', '-attime', at, '-CAfile', caFile, caFile])).stdout).toContain('OK');
    expect((await run('openssl', ['verify', '-x509_strict', '-attime', at, '-CAfile', caFile, memberFile])).stdout).toContain('OK');
    const text = (await run('openssl', ['x509', '-in', memberFile, '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus'])).stdout;
    expect(text).toContain('CN=Ingrid Sölberg,serialNumber=ingrid-solberg,OU=ml-robustness,O=Nordlys Review Board');
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('CA:FALSE');
    expect(text).not.toContain('Extended Key Usage');
    const caText = (await run('openssl', ['x509', '-in', caFile, '-noout', '-text'])).stdout;
    expect(caText).toContain('CA:TRUE, pathlen:0');
    expect(caText).toContain('Certificate Sign, CRL Sign');
    // Printed as far as OpenSSL can; the encoding was worked out by hand from X.690, 8.19.
    const oid = Buffer.from('0615698392fcfabe88f3838bcea394eee0f2ab8a983501', 'hex');
    expect(Buffer.from(ca).includes(Buffer.concat([oid, Buffer.from('04220420', 'hex'), Buffer.from(roster0, 'hex')]))).toBe(true);
  });

  test('a strange name stays a name', async () => {
    const one = await issuing({ board: '#0c0141, CN=evil + "x\\' });
    for (const name of ['#0c03414243', 'A, OU=SAMPLE', 'a"b"c', 'back\\slash', 'x'.repeat(500)]) {
      const read = value(readCertificate(value(await issueMemberCertificate(one, person(makeKeyPair().spki, name))), 'x'));
      expect(read.subject.name).toBe(name.slice(0, 64));
      expect(read.subject.unit).toBe('ml-robustness');
    }
    const trust = value(readTrust(trustPem(value(await makeAuthority(one, roster0)))));
    expect(trust).toMatchObject({ name: `${one.board} root`, sample: false });
  });

  test('issued by this authority and no other', async () => {
    const [one, other] = [await issuing(), await issuing()];
    const [ca, otherCa] = [value(readCertificate(value(await makeAuthority(one, roster0)), 'ca')), value(readCertificate(value(await makeAuthority(other, roster0)), 'ca'))];
    const member = value(readCertificate(value(await issueMemberCertificate(one, person(makeKeyPair().spki))), 'member'));
    expect(codeOf(await checkIssued(member, ca, nodeVerifySignature))).toBe('ok');
    expect(codeOf(await checkIssued(ca, ca, nodeVerifySignature))).toBe('ok');
    expect(codeOf(await checkIssued(member, otherCa, nodeVerifySignature))).toBe('signature/invalid');
    expect(codeOf(await checkIssued(member, member, nodeVerifySignature))).toBe('signature/invalid');
    expect([ca.authority, ca.signs, member.authority, member.signs]).toEqual([true, false, false, true]);
    const changed = Uint8Array.from(member.der);
    changed[changed.length - 100]! ^= 1;
    const read = readCertificate(changed, 'changed');
    expect(!read.ok || codeOf(await checkIssued(read.value, ca, nodeVerifySignature)) === 'signature/invalid').toBe(true);
  });

  test('a wrong passphrase issues nothing', async () => {
    const one = await issuing();
    expect(codeOf(await makeAuthority({ ...one, passphrase: 'not the right one' }, roster0))).toBe('key/wrong-passphrase');
  });
});

describe('the trust file', () => {
  test('gives board, key and whether it is a sample (rule P-5)', async () => {
    for (const sample of [false, true]) {
      const one = await issuing({ sample });
      const trust = value(readTrust(trustPem(value(await makeAuthority(one, roster0)))));
      expect(trust).toMatchObject({ board: roster0, sample, name: 'Nordlys Review Board root' });
      expect(trust.spki).toEqual(Uint8Array.from(one.root));
      expect(trust.ca.notAfter).toBe('2036-11-16T09:00:00.000Z');
    }
  });

  test('is exactly one authority\'s certificate with the extension', async () => {
    const one = await issuing();
    const pem = trustPem(value(await makeAuthority(one, roster0)));
    const member = trustPem(value(await issueMemberCertificate(one, person(makeKeyPair().spki))));
    const rsa = await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=x', '-days', '2']);
    const plain = await run('sh', ['-c', 'openssl ecparam -name prime256v1 -genkey -noout | openssl req -x509 -new -key /dev/stdin -subj /CN=x -days 2 -addext keyUsage=critical,keyCertSign']);
    for (const bad of ['', 'x', pem + pem, pem + member, member, rsa.stdout, plain.stdout, `hello\n${pem}`, `${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`, pem.replace('CERTIFICATE', 'X509 CRL'), pem.slice(0, 200), pem.slice(0, -40)]) {
      expect(codeOf(readTrust(bad))).toBe('input/schema');
    }
    expect(codeOf(readTrust(pem.padEnd(40_000)))).toBe('input/too-large');
    expect(codeOf(readTrust(pem.replaceAll('\n', '\r\n')))).toBe('ok');
  });

  test('cut or changed anywhere it is refused or another certificate, and never throws', async () => {
    const one = await issuing();
    const ca = value(await makeAuthority(one, roster0));
    for (let at = 0; at < ca.length; at++) {
      const changed = Uint8Array.from(ca);
      changed[at]! ^= 1 << (at % 8);
      const trust = readTrust(trustPem(changed));
      if (trust.ok) expect(codeOf(await checkIssued(trust.value.ca, trust.value.ca, nodeVerifySignature))).toBe('signature/invalid');
      expect(codeOf(readTrust(trustPem(ca.subarray(0, at))))).toBe('input/schema');
    }
  });
});
