/** What stands beside each tab's name: what waits for somebody, else how much the tab holds. Pure. */
import { dossierWords, type TabCount } from '../../../shared/copy/screens/dossier.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import type { DossierContent } from '../../queries/content.ts';
import type { DossierTab } from '../../route.ts';

/** What the revision itself comes to; worked out once, since a revision may hold a hundred thousand entries. */
export interface ContentCounts { readonly hazards: number; readonly hazardsChanged: number; readonly evidence: number; readonly failed: number; readonly incidentsOpen: number }

/** `changed`: the items that differ from the revision compared with. */
export function contentCounts({ register, evidence, unread = 0 }: DossierContent, changed: readonly ItemId[]): ContentCounts {
  const differs = new Set(changed);
  return {
    hazards: register.hazards.length, hazardsChanged: register.hazards.filter(({ id }) => differs.has(id)).length,
    // How many failed isn't known before all is read.
    evidence: evidence.length + unread, failed: unread > 0 ? 0 : evidence.filter(({ judgement }) => judgement.state === 'failed').length,
    // What a file says nothing about isn't settled: somebody has to look, as on the tab itself.
    incidentsOpen: unread > 0 ? 0 : evidence.reduce((sum, piece) => sum + piece.evidence.entries.filter(({ type, state }) => type === 'incident' && state !== 'closed' && state !== 'passed' && state !== 'skipped').length, 0),
  };
}

export interface TabCountParts {
  /** Null while the revision isn't here. */
  readonly content: ContentCounts | null;
  readonly documents: readonly ItemId[];
  readonly viewed: ReadonlySet<ItemId>;
  /** How many items differ from the revision compared with; null where there is none. */
  readonly changed: number | null;
}

/** Null: nothing to say beside the name. */
export function tabCounts({ findings, tally, open, current, revisions, packets }: DossierSummary, { content, documents, viewed, changed }: TabCountParts): Readonly<Record<DossierTab, TabCount | null>> {
  const words = dossierWords.tabs;
  const due = current?.conditions.filter(({ state }) => state.kind === 'open').length ?? 0;
  return {
    overview: changed === null || changed === 0 ? null : words.changed(changed),
    hazards: content === null ? null : words.hazards(content.hazardsChanged, content.hazards),
    evidence: content === null ? null : words.evidence(content.failed, content.evidence),
    trace: null, provenance: null,
    incidents: content === null || content.incidentsOpen === 0 ? null : words.incidents(content.incidentsOpen),
    documents: content === null ? null : words.documents(documents.filter((id) => !viewed.has(id)).length, documents.length),
    findings: findings.length === 0 ? null : words.findings(findings.filter(({ resolution }) => resolution === null).length, findings.length),
    votes: due > 0 ? words.due(due) : open ? words.votes(tally.counts.counted, tally.minimum) : words.decided,
    packet: packets.length === 0 ? null : words.packets(packets.length),
    history: words.history(revisions.length),
  };
}
