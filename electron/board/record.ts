/** The vault as the rules read it: its facts folded into sets, and the content of published revisions, loaded by digest. */
import { openRegister } from '../../shared/dossier/revision-tree.ts';
import { readContent, type ContentOf, type RevisionContent } from '../../shared/events/content.ts';
import { addFact, addFork } from '../../shared/events/fold.ts';
import { emptyState, type BoardView } from '../../shared/events/state.ts';
import type { Sha256 } from '../../shared/ports.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import type { Vault } from '../vault/vault.ts';

export interface BoardRecord {
  /** Everything known now. The state is kept and added to, so a call costs what has arrived since the last one; it belongs to the record and is read only. */
  view(): BoardView;
  /**
   * Loads the content of a dossier's published revisions, of every dossier without an id, and of `others`. What is missing
   * or damaged stays undefined, so that the rules fail closed; it is looked for again at the next call.
   */
  contents(dossier?: DossierId, others?: readonly Digest[]): Promise<ContentOf>;
}

/** Reads a vault. What was loaded whole is kept: it is named by its digest and can't change. */
export function openRecord(vault: Vault, { sha256 }: { readonly sha256: Sha256 }): BoardRecord {
  const state = emptyState();
  const whole = new Map<Digest, RevisionContent>();
  let position = 0;

  const view = (): BoardView => {
    const facts = vault.factsSince(position);
    for (const fact of facts) addFact(state, fact);
    position += facts.length;
    for (const { device, seq, first, second } of vault.forks()) addFork(state, { device, seq, digests: [first, second] });
    return { state, rosters: vault.rosters() };
  };

  return {
    view,
    contents: async (dossier, others = []) => {
      const published = [...view().state.revisions.values()].filter((fact) => dossier === undefined || fact.body.dossier === dossier).map((fact) => fact.body.revision);
      const loaded = new Map<Digest, RevisionContent>();
      for (const digest of new Set([...published, ...others])) {
        const content = whole.get(digest) ?? await load(digest);
        if (content !== undefined) loaded.set(digest, content);
        if (content !== undefined && content.register !== null) whole.set(digest, content);
      }
      return (digest) => loaded.get(digest);
    },
  };

  async function load(digest: Digest): Promise<RevisionContent | undefined> {
    const opened = await openRegister(digest, vault.objects, sha256);
    return opened.ok ? readContent(opened.value.revision, opened.value.register) : undefined;
  }
}
