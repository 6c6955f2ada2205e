/** Small PDFs signed by other programs' means: written by hand, with a CMS that OpenSSL makes. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const contentsDigits = 8192;

/** A key and its certificate in PEM, made by OpenSSL. `extensions` are lines of its configuration. */
export function opensslIdentity(folder: string, name: string, algorithm: readonly string[], extensions: readonly string[] = ['keyUsage=critical,digitalSignature', 'basicConstraints=critical,CA:FALSE']): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', ...algorithm, '-nodes', '-keyout', key, '-out', certificate, '-subj', `/CN=${name}`, '-days', '3650', '-set_serial', '7',
    ...extensions.flatMap((one) => ['-addext', one]),
  ], { stdio: 'pipe' });
  return { key, certificate };
}

/** Objects by number, in order; `/Contents` and `/ByteRange` of a signature are left for {@link signPdf}. */
export function pdfFile(objects: Readonly<Record<number, string>>, before = '', root = 1): string {
  let body = before === '' ? '%PDF-1.7\n' : before;
  const prev = /startxref\n(\d+)\n%%EOF\n$/.exec(before)?.[1];
  const entries = Object.entries(objects).map(([num, object]) => {
    const offset = body.length;
    body += `${num} 0 obj\n${object}\nendobj\n`;
    return `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const free = before === '' ? '0 1\n0000000000 65535 f \n' : '';
  return `${body}xref\n${free}${entries.join('')}trailer\n<< /Size 100 /Root ${root} 0 R${prev === undefined ? '' : ` /Prev ${prev}`} >>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** A signature dictionary with room for the value. `more`: further entries. */
export const emptySignature = (more = '', subFilter = 'adbe.pkcs7.detached'): string =>
  `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [${' '.repeat(60)}] /Contents <${'0'.repeat(contentsDigits)}> /M (D:20260601120000Z) ${more}>>`;

/** One page, one hidden signature field and its signature, to be filled in. */
export const signablePdf = (signature: string, more: Readonly<Record<number, string>> = {}): string => pdfFile({
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 7 0 R] /SigFlags 3 >> >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [5 0 R 7 0 R] >>', 4: '<< /Length 14 >>\nstream\n0 0 10 10 re f\nendstream',
  5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (One) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 6 0 R >>', 6: signature,
  7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [10 10 90 30] /P 3 0 R >>', ...more,
});

/** Fills the last empty signature of the file; `cms` answers the signature's value over the covered bytes. */
export function fillSignature(text: string, cms: (covered: Uint8Array) => Uint8Array): Uint8Array {
  const contents = text.lastIndexOf(`<${'0'.repeat(contentsDigits)}>`), end = contents + contentsDigits + 2;
  const whole = text.replace(`/ByteRange [${' '.repeat(60)}]`, `/ByteRange [${`0 ${contents} ${end} ${text.length - end}`.padEnd(60)}]`);
  const hex = Buffer.from(cms(new Uint8Array(Buffer.from(whole.slice(0, contents) + whole.slice(end), 'latin1')))).toString('hex').padEnd(contentsDigits, '0');
  return new Uint8Array(Buffer.from(whole.slice(0, contents + 1) + hex + whole.slice(end - 1), 'latin1'));
}

/** Fills the last empty signature of the file with a CMS by OpenSSL. */
export function signPdf(folder: string, text: string, { key, certificate }: { readonly key: string; readonly certificate: string }, options: readonly string[] = ['-md', 'sha256'], rewrite: (der: Buffer) => Buffer = (der) => der): Uint8Array {
  const [data, signature] = [join(folder, 'data.bin'), join(folder, 'signature.der')];
  return fillSignature(text, (covered) => {
    writeFileSync(data, covered);
    execFileSync('openssl', ['cms', '-sign', '-binary', '-in', data, '-signer', certificate, '-inkey', key, '-outform', 'DER', '-out', signature, ...options], { stdio: 'pipe' });
    return rewrite(readFileSync(signature));
  });
}

/** The same CMS with indefinite lengths for its outer three layers, as some signers write it (X.690, 8.1.3.6). */
export function asIndefinite(der: Buffer): Buffer {
  const end = Buffer.alloc(2);
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4, 15), Buffer.from([0xa0, 0x80, 0x30, 0x80]), der.subarray(23), end, end, end]);
}
