/** Calls about a member's own unsigned files: drafts, what they have viewed, and when they looked. */
import type { Handlers } from '../ipc/router.ts';
import type { Notes } from '../vault/notes.ts';
import type { Clock } from '../../shared/ports.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Workspace } from './workspace.ts';

export function notesHandlers(workspace: Workspace, clock: Clock): Pick<Handlers, 'draft.read' | 'draft.save' | 'draft.remove' | 'viewed.read' | 'viewed.mark' | 'looked.read' | 'looked.mark'> {
  async function withNotes<T>(work: (notes: Notes) => Promise<Result<T>>): Promise<Result<T>> {
    const profile = workspace.profile();
    return profile.ok ? work(profile.value.vault.notes) : profile;
  }
  const done = (result: Result<void>): Result<null> => (result.ok ? ok(null) : result);
  return {
    'draft.read': ({ id }) => withNotes((notes) => notes.draft(id)),
    'draft.save': ({ id, value }) => withNotes(async (notes) => {
      const savedAt = clock.now();
      const saved = await notes.saveDraft(id, value, savedAt);
      return saved.ok ? ok({ savedAt }) : saved;
    }),
    'draft.remove': ({ id }) => withNotes(async (notes) => done(await notes.removeDraft(id))),
    'viewed.read': () => withNotes((notes) => notes.viewed()),
    'viewed.mark': ({ revision, items }) => withNotes(async (notes) => done(await notes.markViewed(revision, items))),
    'looked.read': () => withNotes((notes) => notes.looked()),
    'looked.mark': ({ revision }) => withNotes(async (notes) => {
      const at = clock.now();
      const marked = await notes.markLooked(revision, at);
      return marked.ok ? ok({ at }) : marked;
    }),
  };
}
