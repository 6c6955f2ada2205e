/** The signatures of a file, as far as a rule of conformance looks at them: their range, and how many signed. */
import * as asn1 from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import type { PdfDict } from '../../shared/packet/verify/pdf-object.ts';
import type { Model } from './model.ts';

/** The fields of the form that hold a signature. */
export function signatureFields(model: Model): PdfDict[] {
  const fields = model.get(model.dict(model.catalog, 'AcroForm'), 'Fields');
  return (fields.kind === 'array' ? fields.items : []).map((item) => model.resolve(item)).filter((field): field is PdfDict => field.kind === 'dict' && field.entries.has('V'));
}

/** `range`: the four numbers of /ByteRange; `from` and `to` span the token of /Contents. */
export function parseSignature(model: Model, field: PdfDict): { readonly range: readonly [number, number, number, number] | null; readonly from: number; readonly to: number; readonly signers: number; readonly certificates: number } {
  const signature = model.dict(field, 'V');
  const range = model.get(signature, 'ByteRange'), contents = model.get(signature, 'Contents');
  const numbers = range.kind === 'array' ? range.items.map((item) => (item.kind === 'integer' ? item.value : NaN)) : [];
  const { bytes, from, to } = contents.kind === 'string' ? contents : { bytes: new Uint8Array(), from: -1, to: -1 };
  const parsed = asn1.fromBER(Uint8Array.from(bytes).buffer);
  const signed = parsed.offset === -1 ? null : new SignedData({ schema: new ContentInfo({ schema: parsed.result }).content as asn1.BaseBlock });
  return { range: numbers.length === 4 ? numbers as [number, number, number, number] : null, from, to, signers: signed?.signerInfos.length ?? 0, certificates: signed?.certificates?.length ?? 0 };
}
