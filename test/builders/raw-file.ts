import { sha256 } from '../../shared/bytes/digest.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { RawFile } from '../../shared/dossier/revision-tree.ts';

/** A raw file of text or bytes, with its digest. */
export function rawFile(name: string, content: string | Uint8Array): RawFile {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
  return { name, bytes, digest: sha256(bytes) };
}
