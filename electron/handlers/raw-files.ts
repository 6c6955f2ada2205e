/** Calls about the raw files of evidence: text to read in the window, and any of them saved byte for byte where a person wants it. */
import type { StoredRawFile } from '../board/record.ts';
import type { Handlers } from '../ipc/router.ts';
import { rawFileName, rawText } from '../../shared/dossier/raw-file.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import type { SaveFile } from './save.ts';
import type { Workspace } from './workspace.ts';

export function rawFileHandlers({ workspace, save }: { readonly workspace: Workspace; readonly save: SaveFile }): Pick<Handlers, 'evidence.raw' | 'evidence.save'> {
  /** Only what the revision's own entry lists: a digest alone opens nothing. */
  async function stored(revision: Digest, evidence: ItemId, file: Digest): Promise<Result<StoredRawFile>> {
    const profile = workspace.profile();
    return profile.ok ? profile.value.record.rawFile(revision, evidence, file) : profile;
  }

  return {
    'evidence.raw': async ({ revision, evidence, file }) => {
      const found = await stored(revision, evidence, file);
      return found.ok ? ok(rawText(found.value.bytes)) : found;
    },
    'evidence.save': async ({ revision, evidence, file }) => {
      const found = await stored(revision, evidence, file);
      return found.ok ? save({ name: rawFileName(evidence, found.value.file.name), kind: 'raw' }, found.value.bytes) : found;
    },
  };
}
