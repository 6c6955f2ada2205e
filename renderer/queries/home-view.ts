/** What Home shows, worked out from the record. Pure. */
import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { NewsFact } from '../../shared/copy/screens/home.ts';
import { baselineOptions, chosenOption, everyComparable, ofSameProduct, type BaselineChoice, type BaselineOption } from './baseline-options.ts';
import { itemIds, releaseName } from './item-ids.ts';
import { changedItems } from './changes.ts';
import { riskSchemeOf, type RiskScheme } from '../../shared/risk/scheme.ts';
import { compareScores, levelOf } from '../../shared/risk/score.ts';
import type { RevisionContent } from '../../shared/events/content.ts';
import { meetingsOf, meetingState, nextMeeting, timetable, type AgendaSlot, type Meeting } from '../../shared/events/meeting.ts';
import { issuedNumber } from '../../shared/events/packet-standing.ts';
import type { BoardState } from '../../shared/events/state.ts';
import { baselineOf, conditionsDue, dossiers, type ConditionSummary, type DossierSummary } from '../../shared/events/summary.ts';
import type { Digest, DossierId, Instant, ItemId, MeetingId, MemberId, RiskLevel } from '../../shared/vocabulary.ts';
import type { Known } from './record.ts';

/** What is new since whatever the member compares the dossier with. `first`: there is nothing to compare with; `unknown`: one of the two revisions isn't on this machine. */
export type SinceBaseline =
  | { readonly kind: 'first' }
  | { readonly kind: 'changes'; readonly against: BaselineChoice['kind']; readonly from: string; readonly changed: number; readonly viewed: number }
  | { readonly kind: 'unknown' };

/** The gravest hazard after mitigation. */
export type TopResidual =
  | { readonly kind: 'hazard'; readonly level: RiskLevel; readonly id: ItemId; readonly title: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

export interface HomeDossier {
  readonly summary: DossierSummary;
  /** Product and release; the dossier's id while its content isn't here. */
  readonly title: string;
  readonly vendor: string | null;
  /** Items of the latest revision that the member hasn't viewed; null while it isn't here. */
  readonly unread: number | null;
  readonly since: SinceBaseline;
  readonly top: TopResidual;
}

/** The meeting under way, or the next one. */
export interface HomeMeeting {
  readonly meeting: Meeting;
  readonly state: 'planned' | 'running';
  readonly slots: readonly AgendaSlot[];
  /** Dossiers of its agenda that are here, and how many of them need the member's vote. */
  readonly here: number;
  readonly needVote: number;
  /** Those that are not. */
  readonly notHere: readonly DossierId[];
}

export interface HomeView {
  /** Those of the next meeting first, as its agenda takes them; then where a vote of the member's is missing, then where anything else waits, then by id. */
  readonly dossiers: readonly HomeDossier[];
  /** Null where none is called. */
  readonly meeting: HomeMeeting | null;
  /** Those called for after it. */
  readonly laterMeetings: readonly Meeting[];
  readonly conditions: readonly ConditionSummary[];
  /** What arrived here last, newest first. */
  readonly recent: readonly NewsFact[];
  /** Titles of all dossiers, for what names one. */
  readonly titleOf: (dossier: DossierId) => string;
  readonly meetingTitleOf: (meeting: MeetingId) => string;
  readonly packetNumberOf: (packet: Digest) => string;
}

const mostRecent = 6;

export interface HomeInputs {
  readonly record: Known;
  readonly member: MemberId;
  readonly at: Instant;
  readonly viewedOf: (revision: Digest) => ReadonlySet<ItemId>;
  /** When the member last opened each revision. */
  readonly looked: ReadonlyMap<Digest, Instant>;
  /** What the member compares a dossier with. */
  readonly choiceOf: (dossier: DossierId) => BaselineChoice;
}

export function homeView({ record: { view, contentOf }, member, at, viewedOf, looked, choiceOf }: HomeInputs): HomeView {
  const summaries = dossiers(view, member, at, contentOf);
  const published = everyComparable({ view, contentOf });
  const meetings = meetingsOf(view);
  const next = nextMeeting(meetings, at);
  const rows = summaries.map((summary): HomeDossier => {
    const { digest, content } = summary.latest;
    const viewed = viewedOf(digest);
    return {
      summary,
      title: titleOf(summary),
      vendor: content === undefined ? null : legibleText(content.revision.product.vendor),
      unread: content === undefined ? null : itemIds(content).filter((id) => !viewed.has(id)).length,
      since: sinceBaseline(content, chosenOption(baselineOptions({ summary, approval: baselineOf(view, summary.dossier, contentOf, at), looked, published: ofSameProduct(published, summary) }), choiceOf(summary.dossier)), contentOf, viewed),
      top: topResidual(content, riskSchemeOf(summary.ballot.roster.charter)),
    };
  });
  const titles = new Map(rows.map((row) => [row.summary.dossier, row.title]));
  const turn = new Map((next?.agenda ?? []).map(({ dossier }, index) => [dossier, index]));
  const turnOf = ({ summary }: HomeDossier): number => turn.get(summary.dossier) ?? turn.size;
  return {
    dossiers: rows.sort((a, b) => turnOf(a) - turnOf(b) || urgency(b) - urgency(a)),
    meeting: next === null ? null : homeMeeting(next, rows, at),
    laterMeetings: meetings.filter((meeting) => meeting !== next && meetingState(meeting, at) === 'planned'),
    conditions: conditionsDue(summaries),
    recent: recentFacts(view.state),
    titleOf: (dossier) => titles.get(dossier) ?? dossier,
    meetingTitleOf: (id) => legibleText(meetings.find(({ meeting }) => meeting === id)?.title ?? id),
    packetNumberOf: (packet) => legibleText(issuedNumber(view.state)(packet)),
  };
}

function homeMeeting(meeting: Meeting, rows: readonly HomeDossier[], at: Instant): HomeMeeting {
  const slots = timetable(meeting);
  const row = (dossier: DossierId): HomeDossier | undefined => rows.find(({ summary }) => summary.dossier === dossier);
  const here = slots.flatMap(({ dossier }) => row(dossier) ?? []);
  return {
    meeting, slots, state: meetingState(meeting, at) === 'running' ? 'running' : 'planned', here: here.length,
    needVote: here.filter((one) => urgency(one) === 2).length,
    notHere: slots.map(({ dossier }) => dossier).filter((dossier) => row(dossier) === undefined),
  };
}

function urgency({ summary: { waiting } }: HomeDossier): number {
  return waiting.some(({ kind }) => kind === 'vote') ? 2 : waiting.length > 0 ? 1 : 0;
}

function recentFacts({ devices: _devices, unknown: _unknown, places: _places, ...collections }: BoardState): readonly NewsFact[] {
  const facts = Object.values(collections).flatMap((facts: ReadonlyMap<Digest, NewsFact>) => [...facts.values()]);
  return facts.sort((a, b) => b.position - a.position).slice(0, mostRecent);
}

function titleOf({ dossier, revisions }: DossierSummary): string {
  const content = revisions.findLast((revision) => revision.content !== undefined)?.content;
  return content === undefined ? dossier : releaseName(content);
}

function sinceBaseline(content: RevisionContent | undefined, baseline: BaselineOption | null, contentOf: Known['contentOf'], viewed: ReadonlySet<ItemId>): SinceBaseline {
  if (content === undefined) return { kind: 'unknown' };
  if (baseline === null) return { kind: 'first' };
  const before = contentOf(baseline.revision);
  if (before === undefined || before.register === null || content.register === null) return { kind: 'unknown' };
  const changed = changedItems(before, content);
  return { kind: 'changes', against: baseline.choice.kind, from: baseline.name, changed: changed.length, viewed: changed.filter((id) => viewed.has(id)).length };
}

function topResidual(content: RevisionContent | undefined, scheme: RiskScheme): TopResidual {
  const register = content?.register ?? null;
  if (register === null) return { kind: 'unknown' };
  const [first, ...rest] = register.hazards;
  if (first === undefined) return { kind: 'none' };
  const top = rest.reduce((worst, hazard) => (compareScores(hazard.residual, worst.residual, scheme) > 0 ? hazard : worst), first);
  return { kind: 'hazard', level: levelOf(top.residual, scheme), id: top.id, title: legibleText(top.title) };
}
