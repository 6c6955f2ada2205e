import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTrustRoot, verifyPacket, type VerifyOptions } from '../../../../shared/packet/verify/verify.ts';
import { verifyOptions } from '../../../builders/sealed-packet.ts';
import { asIndefinite, emptySignature, opensslIdentity, pdfFile, signablePdf, signPdf } from '../../../builders/signed-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-foreign-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ecdsa = opensslIdentity(folder, 'ecdsa', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
const trustOf = ({ certificate }: { readonly certificate: string }) => readTrustRoot(new Uint8Array(readFileSync(certificate)));
const verify = (bytes: Uint8Array, over: Partial<VerifyOptions> = {}) => verifyPacket(bytes, verifyOptions(null, over));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const sound = { integrity: { result: 'passed' }, coverage: { result: 'passed' }, modifications: { result: 'passed' } };

describe('a signed PDF that is no packet', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['RSA-2048, SHA-256', ['rsa:2048'], ['-md', 'sha256']],
    ['RSA-3072, SHA-512', ['rsa:3072'], ['-md', 'sha512']],
    ['ECDSA P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['-md', 'sha256']],
    ['ECDSA P-384, SHA-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-md', 'sha384']],
    ['the signer named by key id', ['rsa:2048'], ['-md', 'sha256', '-keyid']],
  ])('%s: sound, not trusted, never approved', async (name, algorithm, options) => {
    const identity = opensslIdentity(folder, name.replaceAll(/\W/g, '-'), algorithm, ['keyUsage=critical,digitalSignature', 'basicConstraints=critical,CA:FALSE', 'subjectKeyIdentifier=hash']);
    const bytes = signPdf(folder, signablePdf(emptySignature()), identity, options);
    const report = await verify(bytes);
    expect(report).toMatchObject({ verdict: 'indeterminate', exitCode: 4, statement: null, signatures: [{ field: 'One', ...sound, chain: { result: 'indeterminate' } }] });
    const at = latin1(bytes).indexOf('re f');
    const changed = bytes.slice();
    changed[at]! ^= 1;
    expect(await verify(changed)).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'failed' }, coverage: { result: 'passed' } }] });
  });

  test('BER of indefinite length reads like DER', async () => {
    expect(await verify(signPdf(folder, signablePdf(emptySignature()), ecdsa, ['-md', 'sha256'], asIndefinite))).toMatchObject({ exitCode: 4, signatures: [sound] });
  });

  test('weak digests prove nothing: indeterminate', async () => {
    const bytes = signPdf(folder, signablePdf(emptySignature()), ecdsa, ['-md', 'sha1']);
    expect(await verify(bytes)).toMatchObject({ exitCode: 4, signatures: [{ integrity: { result: 'indeterminate' } }] });
  });

  test('PAdES asks for the certificate’s digest; a CMS without it fails, with it passes', async () => {
    const pades = signablePdf(emptySignature('', 'ETSI.CAdES.detached'));
    expect(await verify(signPdf(folder, pades, ecdsa))).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'failed' } }] });
    expect(await verify(signPdf(folder, pades, ecdsa, ['-md', 'sha256', '-cades']))).toMatchObject({ exitCode: 4, signatures: [sound] });
  });

  test('content inside the CMS is refused', async () => {
    expect(await verify(signPdf(folder, signablePdf(emptySignature()), ecdsa, ['-md', 'sha256', '-nodetach']))).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'failed' } }] });
  });

  test('a chosen root carries the chain, and still no approval', async () => {
    const root = opensslIdentity(folder, 'root', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['keyUsage=critical,keyCertSign', 'basicConstraints=critical,CA:TRUE']);
    const bytes = signPdf(folder, signablePdf(emptySignature()), ecdsa);
    expect(await verify(bytes, { trust: trustOf(root) })).toMatchObject({ exitCode: 3, signatures: [{ ...sound, chain: { result: 'failed' } }] });
  });

  test('an authority’s key may not sign documents', async () => {
    const authority = opensslIdentity(folder, 'authority', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['keyUsage=critical,digitalSignature,keyCertSign', 'basicConstraints=critical,CA:TRUE']);
    expect(await verify(signPdf(folder, signablePdf(emptySignature()), authority))).toMatchObject({ exitCode: 3, signatures: [{ signer: { result: 'failed' } }] });
  });

  test('a PDF without any signature is not authentic', async () => {
    expect(await verify(bytesOf(pdfFile({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [] /Count 0 >>' })))).toMatchObject({ exitCode: 3, signatures: [] });
  });

  test('an encrypted one is not judged: indeterminate', async () => {
    expect(await verify(bytesOf(pdfFile({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [] /Count 0 >>' }).replace('/Size 100', '/Size 100 /Encrypt << >>')))).toMatchObject({ exitCode: 4 });
  });
});

describe('what a later revision may change', () => {
  const signed = latin1(signPdf(folder, signablePdf(emptySignature()), ecdsa));
  const certified = (level: number) => latin1(signPdf(folder, signablePdf(emptySignature(`/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${level} /V /1.2 >> >>] `)), ecdsa));
  const catalog = (more: string, fields = '5 0 R 7 0 R') => `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> ${more}>>`;
  const page = (more: string) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [5 0 R 7 0 R] ${more}>>`;

  test.each<[string, string, Readonly<Record<number, string>>, 'passed' | 'failed' | 'indeterminate']>([
    ['nothing', signed, {}, 'passed'],
    ['validation data', signed, { 1: catalog('/DSS << /Certs [] >> ') }, 'passed'],
    ['the page’s content stream', signed, { 4: '<< /Length 14 >>\nstream\n0 0 99 99 re f\nendstream' }, 'failed'],
    ['the page’s box', signed, { 3: page('').replace('200 200', '300 300') }, 'failed'],
    ['a page more', signed, { 2: '<< /Type /Pages /Kids [3 0 R 20 0 R] /Count 2 >>', 20: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>' }, 'failed'],
    ['an annotation more', signed, { 3: page('').replace('[5 0 R 7 0 R]', '[5 0 R 7 0 R 20 0 R]'), 20: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 90 90] /Contents (Approved) >>' }, 'failed'],
    ['an action on opening', signed, { 1: catalog('/OpenAction << /S /JavaScript /JS (x) >> ') }, 'failed'],
    ['embedded files', signed, { 1: catalog('/Names << /EmbeddedFiles << /Names [] >> >> ') }, 'failed'],
    ['a form field filled in', signed, { 7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [10 10 90 30] /P 3 0 R /V (paid) >>' }, 'indeterminate'],
    ['a form field moved', signed, { 7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [90 90 190 130] /P 3 0 R >>' }, 'failed'],
    ['an object that nothing shows', signed, { 20: catalog('') }, 'passed'],
    ['a form field, in a document certified against any change', certified(1), { 7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [10 10 90 30] /P 3 0 R /V (paid) >>' }, 'failed'],
    ['validation data, in a document certified against any change', certified(1), { 1: catalog('/DSS << /Certs [] >> ') }, 'passed'],
    ['a field locked by the signature', latin1(signPdf(folder, signablePdf(emptySignature('/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /All /V /1.2 >> >>] ')), ecdsa)), { 7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [10 10 90 30] /P 3 0 R /V (paid) >>' }, 'failed'],
  ])('%s', async (_, before, objects, expected) => {
    const report = await verify(bytesOf(pdfFile(objects, before)));
    expect(report.exitCode).toBe(expected === 'failed' ? 3 : 4);
    expect(report.signatures).toMatchObject([{ field: 'One', modifications: { result: expected } }]);
  });

  test('the signature’s own dictionary replaced: what was signed is gone', async () => {
    expect(await verify(bytesOf(pdfFile({ 6: emptySignature('/Name (Someone) ') }, signed)))).toMatchObject({ exitCode: 3, signatures: [{ coverage: { result: 'failed' } }] });
  });

  test('the catalog’s place taken by another object', async () => {
    expect(await verify(bytesOf(pdfFile({ 20: catalog('') }, signed, 20)))).toMatchObject({ exitCode: 3, signatures: [{ modifications: { result: 'failed' } }] });
  });

  test('a further signature in an invisible new field is allowed; on a certified document of level 1 it is not', async () => {
    for (const [before, exitCode] of [[signed, 4], [certified(1), 3]] as const) {
      const update = pdfFile({
        1: catalog('', '5 0 R 7 0 R 20 0 R'), 3: page('').replace('[5 0 R 7 0 R]', '[5 0 R 7 0 R 20 0 R]'),
        20: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Two) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 21 0 R >>', 21: emptySignature(),
      }, before);
      const report = await verify(signPdf(folder, update, ecdsa));
      expect(report.exitCode).toBe(exitCode);
      expect(report.signatures.map(({ field, integrity }) => [field, integrity.result])).toEqual([['One', 'passed'], ['Two', 'passed']]);
    }
  });

  test('a visible new field over the page is never simply passed', async () => {
    const update = (before: string) => pdfFile({
      1: catalog('', '5 0 R 7 0 R 20 0 R'), 3: page('').replace('[5 0 R 7 0 R]', '[5 0 R 7 0 R 20 0 R]'),
      20: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Two) /F 132 /Rect [0 0 200 200] /P 3 0 R /V 21 0 R >>', 21: emptySignature(),
    }, before);
    expect((await verify(signPdf(folder, update(signed), ecdsa))).signatures[0]).toMatchObject({ modifications: { result: 'indeterminate' } });
    expect((await verify(signPdf(folder, update(certified(2)), ecdsa))).signatures[0]).toMatchObject({ modifications: { result: 'failed' } });
  });
});

describe('which bytes are covered', () => {
  const signed = latin1(signPdf(folder, signablePdf(emptySignature()), ecdsa));
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)( *)\]/.exec(signed)!;
  const withRange = (inside: string) => bytesOf(signed.replace(range[0], `/ByteRange [${inside.padEnd(60)}]`));
  const [before, after, rest] = [Number(range[1]), Number(range[2]), Number(range[3])];
  test.each<[string, string]>([
    ['starts after the first byte', `1 ${before - 1} ${after} ${rest}`],
    ['leaves a wider gap', `0 ${before - 1} ${after} ${rest}`],
    ['leaves the end out', `0 ${before} ${after} ${rest - 7}`],
    ['has three numbers', `0 ${before} ${after}`],
    ['has six numbers', `0 ${before} ${after} 10 ${after + 10} ${rest - 10}`],
    ['has no numbers', ''],
    ['has a negative number', `0 -1 ${after} ${rest}`],
    ['overlaps', `0 ${after + 10} ${after} ${rest}`],
    ['leaves the file', `0 ${before} ${after} ${rest + 100}`],
    ['is null', 'null null null null'],
  ])('/ByteRange %s: coverage fails', async (_, inside) => {
    expect(await verify(withRange(inside))).toMatchObject({ exitCode: 3, signatures: [{ coverage: { result: 'failed' } }] });
  });
});
