import { useEffect, useState } from 'react';
import type { RawText } from '../../shared/dossier/raw-file.ts';
import type { Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { ask } from '../bridge/client.ts';

/** A raw file of a piece of evidence as main shows it, null where it isn't text; undefined while it loads and for no file. */
export function useRawFile(revision: Digest, evidence: ItemId, file: Digest | null): Result<RawText | null> | undefined {
  const [read, setRead] = useState<{ readonly of: string; readonly text: Result<RawText | null> }>();
  const of = `${revision} ${evidence} ${file ?? ''}`;
  useEffect(() => {
    let wanted = true;
    if (file !== null) void ask('evidence.raw', { revision, evidence, file }).then((text) => { if (wanted) setRead({ of, text }); });
    return () => { wanted = false; };
  }, [revision, evidence, file, of]);
  return read?.of === of ? read.text : undefined;
}
