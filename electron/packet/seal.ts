/**
 * The seal: a PAdES baseline signature, B or with a timestamp T, that certifies the whole file and permits no change (`shared/packet/seal-grammar.md`).
 * The field, its dictionary and an empty place for the signature are laid out with the page; when the bytes stand, their
 * digest is signed and the signature is written into its place. No byte moves.
 */
import { signedAttributes, signedData } from '../../shared/packet/cms.ts';
import { certificateName } from '../../shared/packet/certificate-name.ts';
import { byteRangeText, seal } from '../../shared/packet/seal.ts';
import { digestBytes, hexOf } from '../../shared/bytes/digest.ts';
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { derFromP1363, p1363FromDer, withLowS } from '../../shared/bytes/ecdsa.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { PdfDocument, PdfReference } from './document.ts';
import type { SealRect } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Stamper } from './stamp.ts';

/** pdfkit writes an object of an unknown class as its text: this one stands for a token that pdfkit has no type for. */
class Token {
  readonly #text: string;
  constructor(text: string) { this.#text = text; }
  get [Symbol.toStringTag](): string { return 'Token'; }
  toString(): string { return this.#text; }
}

/** pdfkit takes a primitive string for a name and a String object for a text string. */
// eslint-disable-next-line no-new-wrappers -- pdfkit tells the two kinds of strings of the format apart by this
const text = (value: string): unknown => new String(value);

/** `countersigned`: fields wait for members' signatures, which the seal then permits. */
export interface SealIdentity { readonly name: string; readonly reason: string; readonly at: Date; readonly countersigned?: boolean }

/** Adds the signature field over `rect` of the current page, with its dictionary and the certification of the catalog. */
export function addSealField(document: PdfDocument, pen: Pen, rect: SealRect, identity: SealIdentity): void {
  const signature = document.ref({
    Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: seal.subFilter,
    ByteRange: new Token(`[${' '.repeat(seal.byteRangeWidth)}]`),
    Contents: new Uint8Array(seal.contentsBytes),
    M: identity.at, Name: text(visibleText(identity.name)), Reason: text(visibleText(identity.reason)),
    Reference: new Token(`[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${identity.countersigned === true ? seal.countersignedMdpLevel : seal.docMdpLevel} /V /1.2 >> >>]`),
  });
  signature.end();
  // The words of the seal are the page's own, where every reader finds them; the field adds nothing to see.
  const appearance = document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, rect.width, rect.height], Resources: {} });
  appearance.end(new TextEncoder().encode('% the page shows the seal\n'));
  const element = pen.within(pen.element, 'Form', { alt: 'Signature field with the seal of the board' });
  document.initForm();
  document.annotate(rect.x, rect.y, rect.width, rect.height, {
    Subtype: 'Widget', FT: 'Sig', T: text(seal.fieldName), TU: text('Seal of the board'), F: 132, P: document.page.dictionary, V: signature, AP: { N: appearance }, structParent: element,
  });
  element.end();
  const field = (document.page.dictionary.data['Annots'] as PdfReference[]).at(-1)!;
  const form = document._root.data['AcroForm'] as PdfReference;
  delete form.data['NeedAppearances'];
  form.data['Fields'] = [field];
  form.data['SigFlags'] = 3;
  document._root.data['Perms'] = { DocMDP: signature };
}

export interface Sealing {
  /** DER certificates of the signer and of the CA that issued it. */
  readonly certificate: Uint8Array;
  readonly ca: Uint8Array;
  readonly sha256: Sha256;
  /** Signs the DER of the signed attributes; answers an ECDSA signature in DER. */
  sign(attributes: Uint8Array): Promise<Result<Uint8Array>>;
  /** Asks an authority for a timestamp of the signature; null or left out: nobody is asked. */
  readonly stamp?: Stamper | null;
}

/** The sealed bytes, and what came of asking for a timestamp; null: nobody was asked. */
export interface SealedFile { readonly bytes: Uint8Array; readonly stamp: Result<Stamp> | null }

/**
 * Signs the file in its own bytes. Whatever the signer refuses comes back; the bytes are then worth nothing. A timestamp that can't be had lowers the
 * level and stops nothing.
 */
export async function sealFile(bytes: Uint8Array, sealing: Sealing): Promise<Result<SealedFile>> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const token = only(file, `<${'0'.repeat(2 * seal.contentsBytes)}>`);
  const range = only(file, `/ByteRange [${' '.repeat(seal.byteRangeWidth)}]`) + '/ByteRange ['.length;
  const end = token + 2 * seal.contentsBytes + 2;
  file.write(byteRangeText(token, end, file.length), range, 'latin1');
  const covered = Buffer.concat([file.subarray(0, token), file.subarray(end)]);
  const attributes = signedAttributes(digestBytes(sealing.sha256(covered)), digestBytes(sealing.sha256(sealing.certificate)));
  const signed = await sealing.sign(attributes);
  if (!signed.ok) return signed;
  const name = certificateName(sealing.certificate);
  if (name === null) throw new Defect('the issuer’s certificate cannot be read');
  const signature = lowS(signed.value);
  const stamp = sealing.stamp == null ? null : await sealing.stamp(signature);
  const cms = signedData({ certificate: sealing.certificate, ca: sealing.ca, name, attributes, signature, timestamp: stamp?.ok === true ? stamp.value.token : null });
  if (cms.length > seal.contentsBytes) throw new Defect(`the seal has ${cms.length} bytes`);
  file.write(hexOf(cms), token + 1, 'latin1');
  return ok({ bytes, stamp });
}

/** The signature in its one accepted form. */
export function lowS(der: Uint8Array): Uint8Array {
  const raw = p1363FromDer(der);
  if (raw === null) throw new Defect('the signer answered with something that is no ECDSA signature');
  return derFromP1363(withLowS(raw));
}

function only(file: Buffer, needle: string): number {
  const at = file.indexOf(needle, 0, 'latin1');
  if (at < 0 || file.indexOf(needle, at + 1, 'latin1') >= 0) throw new Defect('the place for the seal is not unique');
  return at;
}
