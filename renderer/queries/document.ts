import { useEffect, useState } from 'react';
import type { Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { ask } from '../bridge/client.ts';

/** The text of a document as main shows it, null for a PDF; undefined while it loads. */
export function useDocumentText(revision: Digest, document: ItemId): Result<string | null> | undefined {
  const [read, setRead] = useState<{ readonly revision: Digest; readonly document: ItemId; readonly text: Result<string | null> }>();
  useEffect(() => {
    let wanted = true;
    void ask('document.read', { revision, document }).then((text) => { if (wanted) setRead({ revision, document, text }); });
    return () => { wanted = false; };
  }, [revision, document]);
  return read?.revision === revision && read.document === document ? read.text : undefined;
}
