/** What a revision can be compared with, and which of it is chosen. Pure. */
import { shortDigest } from '../../shared/copy/number.ts';
import { baselineWords } from '../../shared/copy/screens/baseline.ts';
import type { ContentOf, RevisionContent } from '../../shared/events/content.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import { dossierIds, type BoardView } from '../../shared/events/state.ts';
import type { BaselineRevision, DossierSummary } from '../../shared/events/summary.ts';
import type { BaselineChoice } from '../../shared/ipc/baseline-choice.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import { releaseName } from './item-ids.ts';

export type { BaselineChoice };

export interface BaselineOption {
  readonly choice: BaselineChoice;
  readonly revision: Digest;
  /** Behind “since”: `5.0`, `revision 2`. */
  readonly name: string;
  /** In the list of what can be chosen. */
  readonly label: string;
}

/** A published revision of the same product, in this dossier or another. */
export interface Comparable { readonly dossier: DossierId; readonly revision: Digest; readonly ordinal: number; readonly claimedAt: Instant; readonly content: RevisionContent | undefined }

export interface BaselineInputs {
  readonly summary: Pick<DossierSummary, 'dossier' | 'latest' | 'decisions'>;
  readonly approval: BaselineRevision | null;
  /** When the member last opened each revision. */
  readonly looked: ReadonlyMap<Digest, Instant>;
  /** Of the same product; the latest revision among them or not. */
  readonly published: readonly Comparable[];
}

/** The last approval and the last look first, where there are such, then every other revision of the product, this dossier's first, the newest first. */
export function baselineOptions({ summary: { dossier, latest, decisions }, approval, looked, published }: BaselineInputs): readonly BaselineOption[] {
  const others = published.filter(({ revision }) => revision !== latest.digest);
  const named = (revision: Digest): { readonly name: string; readonly title: string } => {
    const found = others.find((one) => one.revision === revision);
    if (found === undefined) return { name: shortDigest(revision), title: shortDigest(revision) };
    const ordinal = baselineWords.ordinal(found.ordinal);
    if (found.dossier === dossier) return { name: ordinal, title: ordinal };
    return found.content === undefined ? { name: found.dossier, title: baselineWords.other(found.dossier, found.ordinal) } : { name: found.content.revision.product.release, title: baselineWords.other(releaseName(found.content), found.ordinal) };
  };
  const options: BaselineOption[] = [];
  if (approval !== null) {
    const day = decisions.find(({ decision }) => decision.act === approval.decision)?.decision.validFrom;
    const { name } = named(approval.revision);
    options.push({ choice: { kind: 'approval' }, revision: approval.revision, name, label: baselineWords.approval(name, day) });
  }
  const last = others.flatMap(({ revision }) => (looked.has(revision) ? [{ revision, at: looked.get(revision)! }] : [])).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (last !== undefined) {
    const { name } = named(last.revision);
    options.push({ choice: { kind: 'looked' }, revision: last.revision, name, label: baselineWords.looked(name, last.at) });
  }
  const ordered = [...others].sort((a, b) => Number(b.dossier === dossier) - Number(a.dossier === dossier) || (a.claimedAt < b.claimedAt ? 1 : -1));
  for (const { revision, claimedAt } of ordered) {
    const { name, title } = named(revision);
    options.push({ choice: { kind: 'revision', revision }, revision, name, label: baselineWords.revision(title, claimedAt) });
  }
  return options;
}

/** What is compared with where nothing was chosen. */
export const baselineByDefault: BaselineChoice = { kind: 'approval' };

/** Every published revision of every dossier. */
export function everyComparable({ view, contentOf }: { readonly view: BoardView; readonly contentOf: ContentOf }): readonly Comparable[] {
  return dossierIds(view.state).flatMap((id) => factsOn(view, id).revisions.map(({ body, claimedAt }, index): Comparable => ({ dossier: id, revision: body.revision, ordinal: index + 1, claimedAt, content: contentOf(body.revision) })));
}

/** Those of the same product as a dossier's latest revision. */
export function ofSameProduct(all: readonly Comparable[], { dossier, latest }: Pick<DossierSummary, 'dossier' | 'latest'>): readonly Comparable[] {
  const product = latest.content?.revision.product.id;
  return all.filter((one) => one.dossier === dossier || (product !== undefined && one.content?.revision.product.id === product));
}

/** A choice as the value of a list. */
export function choiceKey(choice: BaselineChoice): string {
  return choice.kind === 'revision' ? choice.revision : choice.kind;
}

/** What the choice comes to; the last approval where it has gone, and null where nothing was approved. */
export function chosenOption(options: readonly BaselineOption[], choice: BaselineChoice): BaselineOption | null {
  return options.find((option) => choiceKey(option.choice) === choiceKey(choice)) ?? options.find((option) => option.choice.kind === 'approval') ?? null;
}
