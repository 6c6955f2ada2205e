/** Calls about a revision's documents: text to read in the window, and any of them saved where a person wants it. */
import type { StoredDocument } from '../board/record.ts';
import type { Handlers } from '../ipc/router.ts';
import { documentText, pdfBytes } from '../../shared/dossier/document.ts';
import type { DocumentEntry } from '../../shared/dossier/revision.ts';
import type { Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import type { SaveFile } from './save.ts';
import type { Workspace } from './workspace.ts';

const endings = { 'application/pdf': 'pdf', 'text/markdown': 'md', 'text/plain': 'txt' } as const satisfies Record<DocumentEntry['mediaType'], string>;

export function documentHandlers({ workspace, save }: { readonly workspace: Workspace; readonly save: SaveFile }): Pick<Handlers, 'document.read' | 'document.pdf' | 'document.save'> {
  async function stored(revision: Digest, id: ItemId): Promise<Result<StoredDocument>> {
    const profile = workspace.profile();
    return profile.ok ? profile.value.record.document(revision, id) : profile;
  }

  return {
    'document.read': async ({ revision, document }) => {
      const found = await stored(revision, document);
      return found.ok ? documentText(found.value.entry, found.value.bytes) : found;
    },
    'document.pdf': async ({ revision, document }) => {
      const found = await stored(revision, document);
      return found.ok ? pdfBytes(found.value.entry, found.value.bytes) : found;
    },
    'document.save': async ({ revision, document }) => {
      const found = await stored(revision, document);
      // Called by its id: the name in the entry is whatever its author wrote.
      return found.ok ? save({ name: `${document}.${endings[found.value.entry.mediaType]}`, kind: endings[found.value.entry.mediaType] }, found.value.bytes) : found;
    },
  };
}
