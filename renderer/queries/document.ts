import { useEffect, useState } from 'react';
import type { Reply, Request } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { ask } from '../bridge/client.ts';

/** The text of a document as main shows it, null for a PDF; undefined while it loads. */
export function useDocumentText(revision: Digest, document: ItemId): Result<string | null> | undefined {
  return useRead('document.read', revision, document);
}

/** The bytes of a PDF, for the content frame alone; null for a document that is none, undefined while they load. */
export function usePdfBytes(revision: Digest, document: ItemId): Result<Uint8Array | null> | undefined {
  return useRead('document.pdf', revision, document);
}

function useRead<C extends 'document.read' | 'document.pdf'>(channel: C, revision: Digest, document: ItemId): Result<Reply<C>> | undefined {
  const [read, setRead] = useState<{ readonly revision: Digest; readonly document: ItemId; readonly found: Result<Reply<C>> }>();
  useEffect(() => {
    let wanted = true;
    void ask(channel, { revision, document } as Request<C>).then((found) => { if (wanted) setRead({ revision, document, found }); });
    return () => { wanted = false; };
  }, [channel, revision, document]);
  return read?.revision === revision && read.document === document ? read.found : undefined;
}
