/** Counsel who isn't recused notes something on a document of the latest revision that only counsel reads (rule A-3). Main seals it, and only then is there an event. */
import type { NoteContent } from '../../annotation/sealed-note.ts';
import type { RosterMember } from '../../board/roster.ts';
import { digestOfItem } from '../../events/content.ts';
import { privilegedReaders } from '../../events/privileged.ts';
import type { BoardView } from '../../events/state.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { isRecused, lacksRole, openScene, sceneOf, shownContent, type CommandContext, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayMakePrivilegedNote(scene: OpenScene): Refused | null {
  return isRecused(scene) ?? lacksRole(scene, 'counsel', 'make-privileged-note', 'A-3');
}

export function makePrivilegedNote(scene: OpenScene, command: Command<'make-privileged-note'>): Decided {
  const content = contentOf(scene, command);
  return content.ok ? ok([]) : content;
}

/** What is to be sealed, and to whom. */
export interface PrivilegedNote { readonly content: NoteContent; readonly readers: readonly RosterMember[] }

/** What an allowed command becomes once main has sealed it; refuses what {@link makePrivilegedNote} refuses. */
export function privilegedNote(view: BoardView, command: Command<'make-privileged-note'>, context: CommandContext): Decided<PrivilegedNote> {
  const scene = sceneOf(view, command.dossier, context);
  if (!scene.ok) return scene;
  const open = openScene(scene.value);
  if (!open.ok) return open;
  const content = contentOf(open.value, command);
  return content.ok ? ok({ content: content.value, readers: privilegedReaders(view, command.dossier) }) : content;
}

function contentOf(scene: OpenScene, { shown, item, anchor, text, tags }: Command<'make-privileged-note'>): Decided<NoteContent> {
  const refused = mayMakePrivilegedNote(scene);
  if (refused !== null) return refused;
  const content = shownContent(scene, shown);
  if (!content.ok) return content;
  const itemDigest = content.value.revision.documents.some(({ id }) => id === item) ? digestOfItem(content.value, item, scene.sha256) : undefined;
  if (itemDigest === undefined) return refuse('board/unknown-item', { item });
  return ok({ format: 1, kind: 'privileged-note', revision: shown, item, itemDigest, anchor, text, tags: [...new Set(tags)] });
}
