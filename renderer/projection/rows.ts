/** From facts to the rows that the database keeps. Pure. */
import type { Fact } from '../../shared/events/fact.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';

/** One fact, with what it is looked up by. `dossier` is empty for facts about no dossier, since an index has no null. */
export interface FactRow {
  readonly digest: Digest;
  readonly position: number;
  readonly dossier: DossierId | '';
  readonly type: string;
  readonly fact: Fact;
}

/** What a batch does to the projection: the rows to put and where the cursor stands afterwards. */
export type Change =
  | { readonly kind: 'rows'; readonly rows: readonly FactRow[]; readonly cursor: number }
  | { readonly kind: 'nothing-new' }
  /** The first new fact doesn't follow the cursor: what lies between has to be asked for. */
  | { readonly kind: 'gap' };

export function rowOf(fact: Fact): FactRow {
  const dossier = fact.kind === 'known' && 'dossier' in fact.body ? fact.body.dossier : '';
  return { digest: fact.digest, position: fact.position, dossier, type: fact.type, fact };
}

/** The change that facts make to a projection that has everything up to `cursor`. Their order and repeats make no difference. */
export function changeOf(cursor: number, facts: Iterable<Fact>): Change {
  const fresh = new Map([...facts].filter((fact) => fact.position > cursor).map((fact) => [fact.position, fact]));
  const ordered = [...fresh.values()].sort((a, b) => a.position - b.position);
  const last = ordered.at(-1);
  if (last === undefined) return { kind: 'nothing-new' };
  if (last.position !== cursor + ordered.length) return { kind: 'gap' };
  return { kind: 'rows', rows: ordered.map(rowOf), cursor: last.position };
}
