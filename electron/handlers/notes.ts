/** Calls about a member's own unsigned files: drafts, what they have viewed, when they looked, and what they compare with. */
import type { Handlers } from '../ipc/router.ts';
import type { Notes } from '../vault/notes.ts';
import type { Clock } from '../../shared/ports.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Workspace } from './workspace.ts';

/** `before`: the profile's own notes while it has no board, for what is typed in order to found or join one. */
export function notesHandlers(workspace: Workspace, clock: Clock, before: Pick<Notes, 'draft' | 'saveDraft' | 'removeDraft'>): Pick<Handlers, 'draft.read' | 'draft.save' | 'draft.remove' | 'viewed.read' | 'viewed.mark' | 'looked.read' | 'looked.mark' | 'baseline.read' | 'baseline.choose'> {
  async function withNotes<T>(work: (notes: Notes) => Promise<Result<T>>): Promise<Result<T>> {
    const profile = workspace.profile();
    return profile.ok ? work(profile.value.vault.notes) : profile;
  }
  async function withDrafts<T>(work: (notes: typeof before) => Promise<Result<T>>): Promise<Result<T>> {
    const profile = workspace.profile();
    if (profile.ok) return work(profile.value.vault.notes);
    return profile.trouble.code === 'board/none' ? work(before) : profile;
  }
  const done = (result: Result<void>): Result<null> => (result.ok ? ok(null) : result);
  return {
    'draft.read': ({ id }) => withDrafts((notes) => notes.draft(id)),
    'draft.save': ({ id, value }) => withDrafts(async (notes) => {
      const savedAt = clock.now();
      const saved = await notes.saveDraft(id, value, savedAt);
      return saved.ok ? ok({ savedAt }) : saved;
    }),
    'draft.remove': ({ id }) => withDrafts(async (notes) => done(await notes.removeDraft(id))),
    'viewed.read': () => withNotes((notes) => notes.viewed()),
    'viewed.mark': ({ revision, items }) => withNotes(async (notes) => done(await notes.markViewed(revision, items))),
    'looked.read': () => withNotes((notes) => notes.looked()),
    'looked.mark': ({ revision }) => withNotes(async (notes) => {
      const at = clock.now();
      const marked = await notes.markLooked(revision, at);
      return marked.ok ? ok({ at }) : marked;
    }),
    'baseline.read': () => withNotes((notes) => notes.baselines()),
    'baseline.choose': ({ dossier, choice }) => withNotes(async (notes) => done(await notes.chooseBaseline(dossier, choice))),
  };
}
