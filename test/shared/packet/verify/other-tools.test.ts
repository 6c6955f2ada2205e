import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../../../shared/packet/verify/pdf-file.ts';
import { contentsOf, signatureFields } from '../../../../shared/packet/verify/signature-field.ts';
import { readSignedData } from '../../../../shared/packet/verify/signed-data.ts';
import { sealedPacket } from '../../../builders/sealed-packet.ts';

const has = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
const tools = { pdfsig: has('pdfsig') && has('certutil'), qpdf: has('qpdf') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.info(`skipped: ${tool} is not installed here`);

const folder = mkdtempSync(join(tmpdir(), 'countersign-tools-'));
const file = (name: string): string => join(folder, name);
let bytes: Uint8Array;
beforeAll(async () => {
  const packet = await sealedPacket({});
  bytes = packet.bytes;
  writeFileSync(file('packet.pdf'), bytes);
  writeFileSync(file('root.pem'), packet.trustPem);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('other programs agree about a packet', () => {
  test.skipIf(!tools.pdfsig)('pdfsig: valid, trusted, total document', () => {
    execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'board', '-t', 'CT,C,C', '-i', file('root.pem')]);
    const said = execFileSync('pdfsig', ['-nssdir', `sql:${folder}`, file('packet.pdf')], { encoding: 'utf8' });
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Certificate is Trusted');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
  });

  test.skipIf(!tools.qpdf)('qpdf finds nothing to complain of', () => {
    const said = spawnSync('qpdf', ['--check', file('packet.pdf')], { encoding: 'utf8' });
    expect(said.status).toBe(0);
    expect(said.stdout).toContain('No syntax or stream encoding errors');
    expect(said.stderr).not.toContain('WARNING');
  });

  test('OpenSSL verifies the CMS over the covered bytes, and not over others', () => {
    const pdf = readPdf(bytes);
    if (!pdf.ok) throw new Error(pdf.unread.problem);
    const [field] = signatureFields(pdf.file, pdf.file.revisions[0]!);
    const contents = contentsOf(pdf.file, field!.value!)!;
    const cms = readSignedData(contents.bytes);
    if (!cms.ok) throw new Error(cms.problem);
    writeFileSync(file('seal.der'), cms.data.bytes);
    const verify = (covered: Uint8Array) => {
      writeFileSync(file('covered.bin'), covered);
      return spawnSync('openssl', ['cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-inform', 'DER', '-in', file('seal.der'), '-content', file('covered.bin'), '-CAfile', file('root.pem'), '-attime', String(Date.parse('2026-11-20T00:00:00Z') / 1000), '-out', file('out.bin')], { encoding: 'utf8' });
    };
    const covered = Buffer.concat([bytes.subarray(0, contents.from), bytes.subarray(contents.to)]);
    expect(verify(covered)).toMatchObject({ status: 0 });
    covered[100]! ^= 1;
    expect(verify(covered).status).not.toBe(0);
  });
});
