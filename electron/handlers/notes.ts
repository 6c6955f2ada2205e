/** Calls about a member's own unsigned files: drafts, what they have viewed, when they looked, and what they compare with. */
import { openDraft, sealDraft } from '../board/privileged.ts';
import type { Handlers } from '../ipc/router.ts';
import type { Notes } from '../vault/notes.ts';
import type { Clock } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Workspace } from './workspace.ts';

/** How the id of a draft on the privileged lane begins. */
const privilegedDrafts = 'privileged.';

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
  /** What is written on the privileged lane touches the disk only sealed; the prefix says which drafts those are. */
  const isPrivileged = (id: string): boolean => id.startsWith(privilegedDrafts);
  const done = (result: Result<void>): Result<null> => (result.ok ? ok(null) : result);
  return {
    'draft.read': ({ id }) => withDrafts(async (notes) => {
      const kept = await notes.draft(id);
      if (!kept.ok || kept.value === null || !isPrivileged(id)) return kept;
      const profile = workspace.profile();
      const opened = profile.ok ? await openDraft(profile.value, id, kept.value.value) : profile;
      return opened.ok ? ok({ value: opened.value, savedAt: kept.value.savedAt }) : opened;
    }),
    'draft.save': ({ id, value }) => withDrafts(async (notes) => {
      const savedAt = clock.now();
      const profile = workspace.profile();
      const kept = !isPrivileged(id) ? ok<unknown>(value) : profile.ok ? await sealDraft(profile.value, id, value) : refuse('key/locked', { key: 'ecdh' });
      if (!kept.ok) return kept;
      const saved = await notes.saveDraft(id, kept.value, savedAt);
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
