/** The document security store of a revision (DSS, ETSI EN 319 142-1, 5.4.2.2): certificates, lists and responses, as far as they can be read. */
import { readCertificate, type Certificate } from './certificate.ts';
import { decode } from './pdf-filter.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { readOcspResponse, readRevocationList } from './revocation-list.ts';
import type { RevocationAnswer } from './revocation.ts';

export interface ValidationData { readonly certificates: readonly Certificate[]; readonly answers: readonly RevocationAnswer[] }

/** More than this is not looked at; what is left out is as if it were not there. */
const valueLimit = 1000;

/** Reads the store as of a revision. What can't be read says nothing and is passed over. */
export function validationData(file: PdfFile, revision: Revision): ValidationData {
  const store = file.get(revision, file.catalog(revision), 'DSS');
  let left = valueLimit;
  const all = <T>(key: string, read: (der: Uint8Array) => T | null): T[] => {
    const list = store.kind === 'dict' ? file.get(revision, store, key) : null;
    return (list?.kind === 'array' ? list.items : []).flatMap((item) => {
      const stream = left-- > 0 ? file.resolve(revision, item) : null;
      const bytes = stream?.kind === 'stream' ? decode(stream) : null;
      const value = bytes === null ? null : read(bytes);
      return value === null ? [] : [value];
    });
  };
  return { certificates: all('Certs', readCertificate), answers: [...all<RevocationAnswer>('CRLs', readRevocationList), ...all<RevocationAnswer>('OCSPs', readOcspResponse)] };
}
