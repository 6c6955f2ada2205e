import type { ReactNode } from 'react';
import { clockTime } from '../../../shared/copy/date.ts';
import { figure, shortDigest } from '../../../shared/copy/number.ts';
import { quorumGaps } from '../../../shared/copy/quorum.ts';
import { homeWords } from '../../../shared/copy/screens/home.ts';
import { barReasons, decisionStatusWords, outcomeWords, standWords } from '../../../shared/copy/status.ts';
import type { AgendaSlot } from '../../../shared/events/meeting.ts';
import type { Stand } from '../../../shared/events/sign-off.ts';
import { Clamped } from '../../components/clamped.tsx';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import type { HomeDossier, HomeView } from '../../queries/home.ts';
import { hrefOf } from '../../route.ts';
import { sinceWords, toAnswer } from './home-words.ts';
import { QuorumBoxes } from './quorum-boxes.tsx';
import styles from './dossier-table.module.css';

const { table: words } = homeWords;

/** Each dossier in a line, or in a few where there is little room (hence the roles: a table that is set otherwise loses its own): what the member still has to do, and where the board stands. Those of the next meeting come first, with their turn. */
export function DossierTable({ dossiers, meeting }: Pick<HomeView, 'dossiers' | 'meeting'>): ReactNode {
  const slots = new Map((meeting?.slots ?? []).map((slot) => [slot.dossier, slot]));
  const timed = dossiers.filter(({ summary }) => slots.has(summary.dossier));
  const others = dossiers.filter(({ summary }) => !slots.has(summary.dossier));
  const isTimed = timed.length > 0;
  return (
    <div className={styles.scroller}>
      <table className={styles.table} data-tour="home" data-timed={isTimed} aria-label={words.label}>
        <thead role="rowgroup">
          <tr role="row">
            {isTimed && <th role="columnheader" scope="col" data-col="time">{words.heads.time}</th>}
            <th role="columnheader" scope="col" data-col="dossier">{words.heads.dossier}</th><th role="columnheader" scope="col" data-col="vote">{words.heads.vote}</th><th role="columnheader" scope="col" data-col="unread" className={styles.figure}>{words.heads.forYou}</th>
            <th role="columnheader" scope="col" data-col="changes">{words.heads.changes}</th><th role="columnheader" scope="col" data-col="risk">{words.heads.risk}</th><th role="columnheader" scope="col">{words.heads.board}</th>
          </tr>
        </thead>
        {isTimed && <tbody role="rowgroup">{timed.map((dossier) => <Row key={dossier.summary.dossier} dossier={dossier} slot={slots.get(dossier.summary.dossier) ?? null} />)}</tbody>}
        {others.length > 0 && (
          <tbody role="rowgroup">
            {isTimed && <tr role="row" className={styles.group}><th role="rowheader" scope="rowgroup" colSpan={7}>{words.others}</th></tr>}
            {others.map((dossier) => <Row key={dossier.summary.dossier} dossier={dossier} slot={isTimed ? null : undefined} />)}
          </tbody>
        )}
      </table>
    </div>
  );
}

/** `slot` null: the meeting doesn't take it; undefined: there is no column for times. */
function Row({ dossier: { summary, title, vendor, unread, since, top }, slot }: { readonly dossier: HomeDossier; readonly slot: AgendaSlot | null | undefined }): ReactNode {
  const { latest, mine } = summary;
  const needsVote = summary.waiting.some((waiting) => waiting.kind === 'vote');
  const asked = toAnswer(summary);
  const [changes, ...changesNotes] = sinceWords(since);
  return (
    <tr role="row" className={styles.row}>
      {slot !== undefined && <td role="cell" className={styles.time}>{slot !== null && <><strong>{clockTime(slot.startsAt)}</strong><p>{words.minutes(slot.minutes)}</p></>}</td>}
      <th role="rowheader" scope="row">
        <a className={styles.title} href={hrefOf({ kind: 'dossier', dossier: summary.dossier, tab: 'overview', item: null })}><Clamped text={title} /></a>
        <p className={styles.origin}>{vendor !== null && <span className={styles.clip}>{words.vendor(vendor)}</span>} <span className={styles.whole}>{words.revision(latest.ordinal)}</span> <code>{shortDigest(latest.digest)}</code></p>
      </th>
      <td role="cell" data-label={words.heads.vote} data-waits={needsVote} className={styles.vote}>
        <StateMark state={voteState(mine)} strong={needsVote}>{standWords(mine)}</StateMark>
        <p>{voteNote(summary)}</p>
      </td>
      <td role="cell" data-label={words.heads.forYou} className={styles.figure} data-quiet={unread === 0 && asked === 0}><strong>{unread === null ? words.unknownCount : figure(unread)}</strong><p>{words.unread}</p>{asked > 0 && <p className={styles.asked}>{words.toAnswer(asked)}</p>}</td>
      <td role="cell" data-label={words.heads.changes}><strong>{changes}</strong>{changesNotes.map((note) => <p key={note}>{note}</p>)}</td>
      <td role="cell" data-label={words.heads.risk}>
        {top.kind === 'hazard' && <><LevelMark level={top.level} /><p className={styles.clip} title={top.title}>{top.id} {top.title}</p></>}
        {top.kind === 'none' && <><span>{words.noRisk}</span><p>{words.noRiskWhy}</p></>}
        {top.kind === 'unknown' && <><StateMark state="indeterminate">{words.unknownRisk}</StateMark><p>{words.unknownRiskWhy}</p></>}
      </td>
      <td role="cell" data-label={words.heads.board}><BoardStanding summary={summary} /></td>
    </tr>
  );
}

/** The decision in effect, or how far the quorum is. */
function BoardStanding({ summary: { current, tally } }: { readonly summary: HomeDossier['summary'] }): ReactNode {
  if (current !== null) {
    const { decision, status } = current;
    const state: MarkState = status.kind === 'contested' ? 'contested' : status.kind === 'expired' ? 'stale' : decision.outcome === 'rejected' ? 'failed' : 'passed';
    const note = status.kind !== 'standing' ? decisionStatusWords[status.kind] : decision.outcome === 'rejected' ? words.rejectedOn(decision.validFrom) : words.validUntil(decision.validUntil);
    return <><StateMark state={state} strong>{outcomeWords[decision.outcome]}</StateMark><p>{note}</p></>;
  }
  const { counts, minimum, quorum, outcome, bars } = tally;
  const met = outcome === 'undecided' ? (bars[0] === undefined ? words.met : barReasons[bars[0]]) : words.metWith(outcome);
  const note = quorum.kind === 'met' ? met : (quorumGaps(quorum)[0] ?? words.moreVotes);
  return <><QuorumBoxes counted={counts.counted} minimum={minimum} /><p>{note.replace(/\.$/, '')}</p></>;
}

function voteNote({ ballot, waiting, current, latest }: HomeDossier['summary']): string {
  const vote = waiting.find((one) => one.kind === 'vote');
  if (vote !== undefined && vote.stale) return words.voteAgain(latest.ordinal);
  if (waiting.some((one) => one.kind === 'record-decision')) return words.toRecord;
  if (waiting.some((one) => one.kind === 'issue-packet')) return words.toIssue;
  if (waiting.some((one) => one.kind === 'countersign')) return words.toCountersign;
  if (waiting.some((one) => one.kind === 'issue-addendum')) return words.toAdd;
  if (current !== null) return words.decided;
  return ballot.openBlockers.length === 0 ? words.nothingBlocks : words.blockers(ballot.openBlockers.length);
}

function voteState(mine: Stand): MarkState {
  if (mine.kind === 'not-cast') return 'open';
  if (mine.kind === 'recused') return 'void';
  if (mine.kind === 'not-eligible') return 'not-judged';
  if (mine.standing.kind === 'stale') return 'stale';
  if (mine.standing.kind !== 'counted') return 'void';
  return mine.vote.choice === 'reject' ? 'failed' : mine.vote.choice === 'abstain' ? 'not-judged' : 'passed';
}
