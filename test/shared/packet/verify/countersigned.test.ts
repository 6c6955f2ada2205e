import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerifyReport } from '../../../../shared/packet/verdict.ts';
import { readPdf } from '../../../../shared/packet/verify/pdf-file.ts';
import { contentsOf, signatureFields } from '../../../../shared/packet/verify/signature-field.ts';
import { readSignedData } from '../../../../shared/packet/verify/signed-data.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { boardList, raise, stamperBy, value } from '../../../builders/archived-packet.ts';
import { countersigned, countersignedBy, countersignParts, issuedForCountersigning } from '../../../builders/countersigned-packet.ts';
import { packetWorld } from '../../../builders/packet-basis.ts';
import { sealPacket, sealedPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { codeOf, valueOf } from '../../../builders/test-vault.ts';
import { timeAuthority } from '../../../builders/time-authority.ts';
import { nodeSha256 } from '../../../../electron/platform/crypto.ts';

const has = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
const tools = { pdfsig: has('pdfsig') && has('certutil'), qpdf: has('qpdf'), mutool: has('mutool'), openssl: has('openssl') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.info(`skipped: ${tool} is not installed here`);

let packet: SealedPacket, states: readonly Uint8Array[];
const folder = mkdtempSync(join(tmpdir(), 'countersign-fields-'));
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  packet = await issuedForCountersigning();
  states = await countersignedBy(packet, [1, 0, 2]);
  states.forEach((state, i) => writeFileSync(file(`${i}.pdf`), state));
  writeFileSync(file('root.pem'), packet.trustPem);
});
afterAll(() => rmSync(folder, { recursive: true }));

const judge = (bytes: Uint8Array, one = packet): Promise<VerifyReport> => verifyPacket(bytes, verifyOptions(one.trust));
const factOf = ({ facts }: VerifyReport, step: string) => facts.find((fact) => fact.step === step);

describe('P-11 a countersigned packet', () => {
  test('P-11 is open with the missing members’ names until the last one has signed; each earlier file shows as what it is', async () => {
    const missing = ['Dr Ingrid Solberg, Amara Okafor and Dr Rafael Quintero', 'Dr Ingrid Solberg and Dr Rafael Quintero', 'Dr Rafael Quintero'];
    for (const [signed, names] of missing.entries()) {
      const report = await judge(states[signed]!);
      expect(report).toMatchObject({ verdict: 'indeterminate', exitCode: 4, summary: `INDETERMINATE: ${signed} of 3 required members have countersigned; missing: ${names}.` });
      expect(report.facts.filter(({ result }) => result === 'failed')).toEqual([]);
    }
    const last = await judge(states[3]!);
    expect(last).toMatchObject({ verdict: 'approved', exitCode: 0 });
    expect(factOf(last, 'countersignatures')).toMatchObject({ result: 'passed', reason: 'all 3 required members have countersigned: Dr Ingrid Solberg, Amara Okafor and Dr Rafael Quintero' });
    expect(last.signatures.map(({ field, integrity, modifications, chain }) => [field, integrity.result, modifications.result, chain.result])).toEqual(['Seal', 'Countersignature 2', 'Countersignature 1', 'Countersignature 3'].map((name) => [name, 'passed', 'passed', 'passed']));
  });

  test('is signed in any order, and by one alone where one vote is counted', async () => {
    for (const order of [[0, 1, 2], [2, 1, 0]]) expect((await judge((await countersignedBy(packet, order)).at(-1)!)).verdict).toBe('approved');
  });

  test('each file is the head of the next one: what was signed never moves', () => {
    for (const [i, state] of states.slice(0, -1).entries()) expect(nodeSha256(states[i + 1]!.subarray(0, state.length))).toBe(nodeSha256(state));
  });

  test('without a trust file it is open, and under another board’s not authentic', async () => {
    expect(await verifyPacket(states[3]!, verifyOptions(null))).toMatchObject({ verdict: 'indeterminate' });
    expect(await judge(states[3]!, await sealedPacket())).toMatchObject({ verdict: 'not-authentic' });
  });

  test('a sealed packet is asked for none, says nothing of them, and has the statement that it always had', async () => {
    const sealed = await sealedPacket();
    const report = await judge(sealed.bytes, sealed);
    expect(report.verdict).toBe('approved');
    expect(factOf(report, 'countersignatures')).toBeUndefined();
    expect(Buffer.from(sealed.bytes).includes('Countersignature')).toBe(false);
  });

  test('a field is filled once, a stranger has none, and nobody countersigns a sealed packet', async () => {
    await expect(countersigned(packet, states[1]!, 1)).rejects.toThrow('packet/not-countersignable');
    await expect(countersigned(packet, packet.bytes, 0, { field: 'Countersignature 9' })).rejects.toThrow('packet/not-countersignable');
    await expect(countersigned(packet, packet.bytes, 0, { field: 'Seal' })).rejects.toThrow('packet/not-countersignable');
    const sealed = await sealedPacket();
    await expect(countersigned(sealed, sealed.bytes, 0)).rejects.toThrow('packet/not-countersignable');
  });

  test('names of any length and script stand in their fields', async () => {
    const world = await packetWorld(countersignParts);
    const renamed = await sealPacket(world, (basis) => ({ ...basis, countersigners: basis.countersigners!.map((one, i) => ({ ...one, name: ['Ἑλένη Παπαδοπούλου', 'Цветана Ђурић', `${'Maximiliane '.repeat(14)}伟`][i]! })) }));
    const signed = await countersignedBy(renamed, [0, 1, 2]);
    // The statement's names aren't the votes': not authentic, but written as packets are.
    expect(factOf(await judge(signed[3]!, renamed), 'grammar')?.result).toBe('passed');
  });
});

describe('an archive of a countersigned packet', () => {
  const later = '2027-03-01T08:00:00.000Z', next = '2040-01-01T00:00:00.000Z';

  test('begins after the last countersignature, covers all of them, and not before', async () => {
    const archive = timeAuthority(later, { name: 'Archive House' });
    const list = await boardList(packet.world, '2026-12-01T00:00:00.000Z', next);
    const raised = valueOf(await raise(states[3]!, [value('CRLs', list)], stamperBy(archive, later)));
    expect(await judge(raised.bytes)).toMatchObject({ verdict: 'approved', level: 'LTA' });
    expect(codeOf(await raise(states[2]!, [value('CRLs', list)], stamperBy(archive, later)))).toBe('packet/not-upgradable');
    await expect(countersigned(packet, raised.bytes, 2)).rejects.toThrow('packet/not-countersignable');
  });

  test('a member’s certificate that was revoked before they signed ends it', async () => {
    const signer = packet.world.members[2]!.member.certificate;
    const world = { ...packet.world, basis: { ...packet.world.basis, issuer: { ...packet.world.basis.issuer, certificate: Uint8Array.from(Buffer.from(signer, 'base64')) } } };
    const revoked = valueOf(await raise(states[3]!, [value('CRLs', await boardList(world, '2026-12-01T00:00:00.000Z', next, '2026-11-10T00:00:00.000Z'))]));
    const report = await judge(revoked.bytes);
    expect(report.verdict).toBe('not-authentic');
    expect(factOf(report, 'countersignatures')).toMatchObject({ result: 'failed' });
    expect(factOf(report, 'countersignatures')!.reason).toContain('Amara Okafor');
    const after = valueOf(await raise(states[3]!, [value('CRLs', await boardList(world, '2026-12-01T00:00:00.000Z', next, '2026-11-25T00:00:00.000Z'))]));
    expect((await judge(after.bytes)).verdict).toBe('indeterminate');
  });
});

describe('other programs agree about each countersignature', () => {
  test.skipIf(!tools.pdfsig)('pdfsig: every signature valid and trusted after the last one', () => {
    execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'board', '-t', 'CT,C,C', '-i', file('root.pem')]);
    for (const signed of [0, 1, 2, 3]) {
      const said = execFileSync('pdfsig', ['-nssdir', `sql:${folder}`, file(`${signed}.pdf`)], { encoding: 'utf8' });
      expect([said.match(/Signature is Valid/g)?.length, said.match(/Certificate is Trusted/g)?.length, said.match(/Total document signed/g)?.length]).toEqual([signed + 1, signed + 1, 1]);
    }
  });

  test.skipIf(!tools.qpdf)('qpdf finds nothing to complain of in any of the files', () => {
    for (const signed of [0, 1, 2, 3]) {
      const said = spawnSync('qpdf', ['--check', file(`${signed}.pdf`)], { encoding: 'utf8' });
      expect([said.status, said.stderr]).toEqual([0, '']);
      expect(said.stdout).toContain('No syntax or stream encoding errors');
    }
  });

  test.skipIf(!tools.mutool)('mutool: the last one covers an unchanged document, the others were followed by something', () => {
    const said = spawnSync('mutool', ['sign', '-v', file('3.pdf')], { encoding: 'utf8' });
    const text = said.stdout + said.stderr;
    expect(text.match(/The document is unchanged since signing/g)).toHaveLength(1);
    expect(text.match(/The signature is valid but there have been edits since signing/g)).toHaveLength(3);
  });

  test.skipIf(!tools.openssl)('OpenSSL verifies each CMS over its covered bytes, and not over others', () => {
    const pdf = readPdf(states[3]!);
    if (!pdf.ok) throw new Error(pdf.unread.problem);
    const fields = signatureFields(pdf.file, pdf.file.revisions.at(-1)!);
    expect(fields).toHaveLength(4);
    for (const { value: dict, name } of fields) {
      const contents = contentsOf(pdf.file, dict!)!;
      const cms = readSignedData(contents.bytes);
      if (!cms.ok) throw new Error(cms.problem);
      writeFileSync(file('one.der'), cms.data.bytes);
      const end = pdf.file.revisions.find(({ eof }) => eof > contents.to)!.eof + 1;
      const covered = Buffer.concat([states[3]!.subarray(0, contents.from), states[3]!.subarray(contents.to, end)]);
      const verify = (): number | null => {
        writeFileSync(file('covered.bin'), covered);
        return spawnSync('openssl', ['cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-inform', 'DER', '-in', file('one.der'), '-content', file('covered.bin'), '-CAfile', file('root.pem'), '-attime', String(Date.parse('2026-11-20T00:00:00Z') / 1000), '-out', file('out.bin')]).status;
      };
      expect([name, verify()]).toEqual([name, 0]);
      covered[100]! ^= 1;
      expect(verify()).not.toBe(0);
    }
  });
});
