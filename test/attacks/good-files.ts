/** The sound files that attacks start from: a small signed PDF by RSA and by ECDSA, as a foreign program would write it. */
import { readTrustRoot, type TrustRoot } from '../../shared/packet/verify/verify.ts';
import { emptySignature, fillSignature, signablePdf } from '../builders/signed-pdf.ts';
import { textOf } from './attack.ts';
import { certificate, ecKey, rsaKey, type Key } from './certificate.ts';
import { cmsOver, type CmsChange, type Signer } from './cms.ts';

export interface Identity extends Signer { readonly root: Uint8Array; readonly trust: TrustRoot; readonly authority: Key }

/** A root and a signer under it. */
export function identityOf(key: Key, authority: Key): Identity {
  const root = certificate({ subject: 'Root', issuer: 'Root', key: authority, by: authority, ca: 0 });
  return { key, authority, root, trust: readTrustRoot(root)!, certificate: certificate({ subject: 'Signer', issuer: 'Root', key, by: authority }), others: [root] };
}

export const ecdsaIdentity = identityOf(ecKey(), ecKey());
export const rsaIdentity = identityOf(rsaKey(), rsaKey());

export const kinds = { 'ECDSA P-256': ecdsaIdentity, 'RSA-2048': rsaIdentity } as const;
export type Kind = keyof typeof kinds;

/** `/Reference` of a certification (DocMDP). */
export const certifies = (level: number): string => `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${level} /V /1.2 >> >>] `;
export const locksAll = '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /All /V /1.2 >> >>] ';

export const catalog = (more = '', fields = '5 0 R 7 0 R 14 0 R'): string => `<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 12 0 R] >> >> /AcroForm << /Fields [${fields}] /SigFlags 3 /DA (/F1 9 Tf) >> ${more}>>`;
export const page = (more = '', annotations = '5 0 R 7 0 R 13 0 R 14 0 R'): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 8 0 R >> /XObject << /X1 9 0 R >> >> /Contents 4 0 R /Annots [${annotations}] ${more}>>`;
export const stream = (data: string, dict = ''): string => `<< ${dict}/Length ${data.length} >>\nstream\n${data}\nendstream`;
const form = '/Type /XObject /Subtype /Form /BBox [0 0 90 20] ';

/** A page with text, a font, a form XObject, a filled-in field, a link, an attachment and a second signature field that waits. */
export const content: Readonly<Record<number, string>> = {
  1: catalog('/Perms << /DocMDP 6 0 R >> '), 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: page(), 4: stream('BT /F1 9 Tf (Pay 100) Tj ET /X1 Do'),
  7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /F 4 /Rect [10 10 90 30] /P 3 0 R /V (100) /AP << /N 10 0 R >> >>',
  8: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>', 9: stream('0 0 10 10 re f', form), 10: stream('BT (100) Tj ET', form),
  11: stream('the annex', '/Type /EmbeddedFile '), 12: '<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 11 0 R /UF 11 0 R >> >>',
  13: '<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /A << /S /URI /URI (https://example.org/) >> >>',
  14: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Waiting) /F 132 /Rect [100 10 190 40] /P 3 0 R >>',
};

/** Signs the file's last empty signature. */
export const sign = (text: string, signer: Signer, change: CmsChange = {}): string => textOf(fillSignature(text, (covered) => cmsOver(covered, signer, change)));

/** The sound file. `reference`: more entries of its signature; `more`: other objects. */
export function goodFile(signer: Signer, reference = '', more: Readonly<Record<number, string>> = {}): string {
  return sign(signablePdf(emptySignature(reference, 'ETSI.CAdES.detached'), { ...content, ...more }), signer);
}
