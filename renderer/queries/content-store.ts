/** Revision and register of every published revision, loaded once: they are immutable. The rules need them (`shared/events/content.ts`). */
import { readContent, type ContentOf, type RevisionContent } from '../../shared/events/content.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { tell } from '../bridge/notice.ts';
import { readRevision, type ReadRevision } from './objects.ts';

export interface ContentStore {
  readonly contentOf: ContentOf;
  /** Loads what isn't here yet; true when something new is. What is missing is asked for again next time, what is damaged is told once. */
  readonly load: (revisions: Iterable<Digest>) => Promise<boolean>;
}

export function contentStore(read: (revision: Digest) => Promise<Result<ReadRevision>>, onTrouble: (trouble: Trouble) => void): ContentStore {
  const loaded = new Map<Digest, RevisionContent>();
  const refused = new Set<Digest>();

  async function loadOne(revision: Digest): Promise<boolean> {
    const opened = await read(revision);
    if (opened.ok) {
      loaded.set(revision, readContent(opened.value.revision, opened.value.register));
      return true;
    }
    if (opened.trouble.code === 'object/missing' || opened.trouble.family === 'fault') return false;
    refused.add(revision);
    onTrouble(opened.trouble);
    return false;
  }

  return {
    contentOf: (revision) => loaded.get(revision),
    async load(revisions) {
      const wanted = [...new Set(revisions)].filter((revision) => !refused.has(revision) && (loaded.get(revision)?.register ?? null) === null);
      const results = await Promise.all(wanted.map(loadOne));
      return results.includes(true);
    },
  };
}

/** The window's one store: a revision is named by its digest, whichever board it belongs to. */
export const contents = contentStore(readRevision, tell);
