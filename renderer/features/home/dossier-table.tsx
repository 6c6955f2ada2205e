import type { ReactNode } from 'react';
import { count, figure, sentenceStart, shortDigest } from '../../../shared/copy/number.ts';
import { shortDay } from '../../../shared/copy/date.ts';
import { quorumGaps } from '../../../shared/copy/quorum.ts';
import { barReasons, decisionStatusWords, outcomeWords, standWords } from '../../../shared/copy/status.ts';
import type { Stand } from '../../../shared/events/sign-off.ts';
import { LevelMark } from '../../components/level-mark.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import type { HomeDossier } from '../../queries/home.ts';
import { hrefOf } from '../../route.ts';
import { sinceWords, toAnswer } from './home-words.ts';
import { QuorumBoxes } from './quorum-boxes.tsx';
import styles from './dossier-table.module.css';

/** Each dossier in a line: what the member still has to do, and where the board stands. */
export function DossierTable({ dossiers }: { readonly dossiers: readonly HomeDossier[] }): ReactNode {
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Dossier</th><th scope="col">Your vote</th><th scope="col" className={styles.figure}>For you</th><th scope="col">Since last approval</th>
            <th scope="col">Top residual risk</th><th scope="col">Quorum or decision</th>
          </tr>
        </thead>
        <tbody>{dossiers.map((dossier) => <Row key={dossier.summary.dossier} dossier={dossier} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ dossier: { summary, title, vendor, unread, since, top } }: { readonly dossier: HomeDossier }): ReactNode {
  const { latest, mine } = summary;
  const needsVote = summary.waiting.some((waiting) => waiting.kind === 'vote');
  const asked = toAnswer(summary);
  const [changes, changesNote] = sinceWords(since);
  return (
    <tr className={styles.row}>
      <th scope="row">
        <a className={styles.title} href={hrefOf({ kind: 'dossier', dossier: summary.dossier, tab: 'overview', item: null })}>{title}</a>
        <p className={styles.origin}>{vendor !== null && <span className={styles.clip}>{vendor},</span>} <span className={styles.whole}>revision {figure(latest.ordinal)}</span> <code>{shortDigest(latest.digest)}</code></p>
      </th>
      <td data-waits={needsVote}>
        <StateMark state={voteState(mine)} strong={needsVote}>{standWords(mine)}</StateMark>
        <p>{voteNote(summary)}</p>
      </td>
      <td className={styles.figure} data-quiet={unread === 0 && asked === 0}><strong>{unread === null ? '–' : figure(unread)}</strong><p>unread</p>{asked > 0 && <p><b>{figure(asked)}</b> to answer</p>}</td>
      <td><strong>{changes}</strong><p>{changesNote}</p></td>
      <td>
        {top.kind === 'hazard' && <><LevelMark level={top.level} /><p className={styles.clip} title={top.title}>{top.id} {top.title}</p></>}
        {top.kind === 'none' && <><span>None</span><p>The register is empty</p></>}
        {top.kind === 'unknown' && <><StateMark state="indeterminate">Unknown</StateMark><p>Not all here yet</p></>}
      </td>
      <td><BoardStanding summary={summary} /></td>
    </tr>
  );
}

/** The decision in effect, or how far the quorum is. */
function BoardStanding({ summary: { current, tally } }: { readonly summary: HomeDossier['summary'] }): ReactNode {
  if (current !== null) {
    const { decision, status } = current;
    const state: MarkState = status.kind === 'contested' ? 'contested' : status.kind === 'expired' ? 'stale' : decision.outcome === 'rejected' ? 'failed' : 'passed';
    const note = status.kind !== 'standing' ? decisionStatusWords[status.kind] : decision.outcome === 'rejected' ? `On ${shortDay(decision.validFrom)}` : `Until ${shortDay(decision.validUntil)}`;
    return <><StateMark state={state} strong>{outcomeWords[decision.outcome]}</StateMark><p>{note}</p></>;
  }
  const { counts, minimum, quorum, outcome, bars } = tally;
  const met = outcome === 'undecided' ? (bars[0] === undefined ? 'Met' : barReasons[bars[0]]) : `Met: ${outcomeWords[outcome].toLowerCase()}`;
  const note = quorum.kind === 'met' ? met : (quorumGaps(quorum)[0] ?? 'More votes needed');
  return <><QuorumBoxes counted={counts.counted} minimum={minimum} /><p>{note.replace(/\.$/, '')}</p></>;
}

function voteNote({ ballot, waiting, current, latest }: HomeDossier['summary']): string {
  const vote = waiting.find((one) => one.kind === 'vote');
  if (vote !== undefined && vote.stale) return `Give it again on revision ${figure(latest.ordinal)}`;
  if (waiting.some((one) => one.kind === 'record-decision')) return 'Decision to record';
  if (waiting.some((one) => one.kind === 'issue-packet')) return 'Packet to issue';
  if (current !== null) return 'Decided';
  return ballot.openBlockers.length === 0 ? 'Nothing blocks' : `${sentenceStart(count(ballot.openBlockers.length, 'blocker'))} open`;
}

function voteState(mine: Stand): MarkState {
  if (mine.kind === 'not-cast') return 'open';
  if (mine.kind === 'recused') return 'void';
  if (mine.kind === 'not-eligible') return 'not-judged';
  if (mine.standing.kind === 'stale') return 'stale';
  if (mine.standing.kind !== 'counted') return 'void';
  return mine.vote.choice === 'reject' ? 'failed' : mine.vote.choice === 'abstain' ? 'not-judged' : 'passed';
}
