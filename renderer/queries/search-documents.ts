/** What of a dossier can be found, as flat records for the index. Pure; generators, so that a long dossier can be taken in slices. */
import type { FoundIn, FoundKind } from '../../shared/copy/find.ts';
import type { Evidence, EvidenceEntry } from '../../shared/dossier/evidence.ts';
import type { HazardRegister, Score } from '../../shared/dossier/hazard.ts';
import type { DocumentEntry, Revision } from '../../shared/dossier/revision.ts';
import type { FindingSummary } from '../../shared/events/summary.ts';

/** A stretch of an item's text, and which one it is. */
export interface Part { readonly in: FoundIn; readonly text: string }

export interface SearchDocument {
  readonly kind: FoundKind;
  /** What the address of the tab names: an item, or a finding's digest. */
  readonly item: string;
  /** As people call it; empty where it has no name of its own. */
  readonly id: string;
  readonly title: string;
  /** Further ids that lead here: those of a hazard's mitigations. */
  readonly otherIds: readonly string[];
  readonly parts: readonly Part[];
  /** A hazard's residual score. */
  readonly residual: Score | null;
}

const document = (kind: FoundKind, item: string, id: string, title: string, parts: readonly Part[]): SearchDocument => ({ kind, item, id, title, otherIds: [], parts, residual: null });

/** Everything that the revision and its register say by themselves. */
export function* revisionDocuments(revision: Revision, register: HazardRegister | null): Generator<SearchDocument> {
  for (const { id, title } of revision.evidence) yield document('evidence', id, id, title, []);
  for (const { id, title, name } of revision.documents) yield document('document', id, id, title, name === title ? [] : [{ in: 'text', text: name }]);
  for (const { id, title, effects, causes, owner, mitigations, note, residual } of register?.hazards ?? []) {
    yield {
      kind: 'hazard', item: id, id, title, otherIds: mitigations.map((mitigation) => mitigation.id), residual,
      parts: [
        ...effects.map((text): Part => ({ in: 'effect', text })), ...causes.map((text): Part => ({ in: 'cause', text })),
        ...mitigations.map((mitigation): Part => ({ in: 'mitigation', text: `${mitigation.id} ${mitigation.title}` })),
        ...(owner === null ? [] : [{ in: 'owner', text: owner } as const]), ...(note === null || note === '' ? [] : [{ in: 'note', text: note } as const]),
      ],
    };
  }
}

const mostVariants = 20;

/** What a piece of evidence holds: what made it, its metrics, its properties and its entries. */
export function* evidenceDocuments({ id, title }: Pick<EvidenceEntry, 'id' | 'title'>, { source, subject, dataset, facts, results, properties, entries }: Evidence): Generator<SearchDocument> {
  const made = [source.tool, source.format, subject.modelName, dataset?.name ?? null].filter((text) => text !== null).join(', ');
  yield document('evidence', id, id, title, [{ in: 'source', text: made }, ...facts.map(({ name, value }): Part => ({ in: 'fact', text: `${name}: ${value}` }))]);
  const metrics = new Map<string, string[]>();
  for (const { metric, variant } of results) {
    const variants = metrics.get(metric) ?? [];
    if (variants.length === 0) metrics.set(metric, variants);
    if (variant !== null && variants.length < mostVariants) variants.push(variant);
  }
  for (const [metric, variants] of metrics) yield document('metric', id, id, metric, variants.length === 0 ? [] : [{ in: 'variant', text: variants.join(', ') }]);
  for (const property of properties) yield document('entry', id, id, property.text, [{ in: 'text', text: property.id }]);
  for (const entry of entries) yield document('entry', id, id, entry.title, [{ in: 'text', text: entry.id }, ...(entry.text === null ? [] : [{ in: 'text', text: entry.text } as const])]);
}

/** A document's text in passages: each is found, and shown, by itself. */
export function* passageDocuments({ id, title }: Pick<DocumentEntry, 'id' | 'title'>, text: string): Generator<SearchDocument> {
  for (const passage of passages(text)) yield document('document', id, id, title, [{ in: 'passage', text: passage }]);
}

const passageCharacters = 1_200;

/** Lines, short ones together and long ones apart, so that no piece is long to take in. */
export function* passages(text: string): Generator<string> {
  let open = '';
  for (const paragraph of text.split(/\n+/)) {
    if (open !== '' && open.length + paragraph.length > passageCharacters) {
      yield open;
      open = '';
    }
    open = open === '' ? paragraph : `${open}\n${paragraph}`;
    for (; open.length > passageCharacters; ) {
      const blank = open.lastIndexOf(' ', passageCharacters);
      const end = blank > 0 ? blank : passageCharacters;
      yield open.slice(0, end);
      open = open.slice(end);
    }
  }
  if (open.trim() !== '') yield open;
}

/** A recorded finding. */
export function findingDocument({ finding, item, text }: Pick<FindingSummary, 'finding' | 'item' | 'text'>): SearchDocument {
  return document('finding', finding, item ?? '', text, []);
}
