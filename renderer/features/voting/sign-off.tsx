import type { ReactNode } from 'react';
import { dateTime, shortDay } from '../../../shared/copy/date.ts';
import { figure } from '../../../shared/copy/number.ts';
import { decisionSentence, quorumGaps } from '../../../shared/copy/quorum.ts';
import { ruleFactSentence } from '../../../shared/copy/rules.ts';
import { barReasons, decisionHeadline, decisionStatusReason, decisionStatusWords, disciplineWords, outcomeWords, standReason, standWords } from '../../../shared/copy/status.ts';
import type { DecisionSummary } from '../../../shared/events/summary.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Section } from '../../components/page.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useSession } from '../../queries/session.ts';
import { earlierVotes, standState, outcomeNow } from './ballot-words.ts';
import { Conditions } from './conditions.tsx';
import { WithdrawVote } from './withdraw-vote.tsx';
import styles from './voting.module.css';

const decisionStates: Record<DecisionSummary['status']['kind'], MarkState> = { standing: 'passed', expired: 'stale', contested: 'contested', superseded: 'void', void: 'void', incomplete: 'indeterminate' };

/** Who has signed off and how it stands, what the rules make of it, and what was decided. */
export function SignOff({ dossier, view, onSheet }: RecordTabProps): ReactNode {
  const { summary, permissions } = view;
  const { tally, signOffs, current, decisions, latest, mine } = summary;
  const { memberName } = useSession();
  const isSecretary = permissions['record-decision'] === null || permissions['record-decision'].code !== 'board/not-the-role';

  return (
    <div className={styles.tab}>
      <TabHeader sentence={current === null ? decisionSentence(tally) : decisionHeadline(current.decision, current.status)}
        detail={current === null ? <>{outcomeNow(tally)} {tally.quorum.kind === 'met' ? tally.bars.map((bar) => barReasons[bar]).join(' ') : quorumGaps(tally.quorum).length === 0 ? '' : 'Rules Q-1 and Q-2.'}</> : decisionStatusReason(current.status) || current.decision.reason}
        actions={<>
          {isSecretary && <Action primary={permissions['record-decision'] === null} barred={permissions['record-decision']} onClick={() => onSheet({ kind: 'decision' })}>Record decision</Action>}
          <Action primary={permissions['record-decision'] !== null && summary.open && !(mine.kind === 'cast' && mine.standing.kind === 'counted')} barred={permissions['give-vote'] !== null && permissions['declare-recusal'] !== null ? permissions['give-vote'] : null} onClick={() => onSheet({ kind: 'vote' })}>{permissions['give-vote'] !== null && permissions['declare-recusal'] === null ? 'Recuse yourself' : mine.kind === 'cast' ? 'Vote again' : 'Vote'}</Action>
        </>} />
      <Section heading="Sign-offs" aside={`on revision ${figure(latest.ordinal)}`}>
        <div className={styles.wide} tabIndex={0} role="group" aria-label="Sign-offs, scrollable">
          <table className={styles.table} aria-label="Sign-offs">
            <thead><tr><th scope="col">Member</th><th scope="col">Vote</th><th scope="col">Reason</th></tr></thead>
            <tbody>
              {signOffs.map((row) => {
                const { stand } = row;
                return (
                  <tr key={row.member}>
                    <th scope="row">{row.name}<small>{row.discipline === null ? 'Not in the roster' : disciplineWords(row.discipline)}</small></th>
                    <td><StateMark state={standState(stand)} strong={stand.kind === 'cast' && stand.standing.kind === 'counted'}>{standWords(stand)}</StateMark>{standReason(stand) !== '' && <small>{standReason(stand)}</small>}
                      {stand.kind === 'cast' && <small>{dateTime(stand.vote.claimedAt)}</small>}
                      {earlierVotes(row) !== '' && <small>{earlierVotes(row)}</small>}</td>
                    <td className={styles.prose}>{stand.kind === 'cast' ? stand.vote.reason : stand.kind === 'recused' ? stand.reason : ''}
                      {stand.kind === 'cast' && stand.vote.conditions.length > 0 && <ul aria-label={`Conditions of ${row.name}`}>{stand.vote.conditions.map((condition) => <li key={condition.id}>{condition.text} <span>{condition.obliged}, due {shortDay(condition.dueOn)}</span></li>)}</ul>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {mine.kind === 'cast' && <WithdrawVote dossier={dossier} barred={permissions['withdraw-vote']} />}
      </Section>
      {tally.dissents.length > 0 && (
        <Section heading="Dissents" aside="can’t be deleted; the packet prints each one">
          {tally.dissents.map((dissent) => <blockquote key={dissent.act} className={styles.dissent}><p>{dissent.text}</p><footer>{memberName(dissent.member)}, {shortDay(dissent.claimedAt)}</footer></blockquote>)}
        </Section>
      )}
      <Conditions dossier={dossier} decisions={decisions} proposed={current === null ? tally.conditions : []} barred={permissions['discharge-condition']} />
      <Section heading="Rules applied" aside="to the votes as they stand now">
        <table className={styles.table} aria-label="Rules applied">
          <thead><tr><th scope="col">Rule</th><th scope="col">Found</th></tr></thead>
          <tbody>{tally.facts.map((fact) => <tr key={fact.rule}><th scope="row"><StateMark state={fact.result}>{fact.rule}<span className="visually-hidden">, {fact.result}</span></StateMark></th><td>{ruleFactSentence(fact)}</td></tr>)}</tbody>
        </table>
      </Section>
      {decisions.length > 0 && (
        <Section heading="Decisions">
          <table className={styles.table} aria-label="Decisions">
            <thead><tr><th scope="col">Outcome</th><th scope="col">Status</th><th scope="col">Revision</th><th scope="col">Recorded</th><th scope="col">Valid until</th><th scope="col">Act</th></tr></thead>
            <tbody>
              {decisions.map(({ decision, status, ordinal }) => (
                <tr key={decision.act}>
                  <th scope="row">{outcomeWords[decision.outcome]}</th>
                  <td><StateMark state={decisionStates[status.kind]}>{decisionStatusWords[status.kind]}</StateMark>{decisionStatusReason(status) !== '' && <small>{decisionStatusReason(status)}</small>}</td>
                  <td>{ordinal === null ? 'Not here' : figure(ordinal)}</td>
                  <td>{memberName(decision.member)}, {shortDay(decision.claimedAt)}</td><td>{decision.outcome === 'rejected' ? '–' : shortDay(decision.validUntil)}</td><td><DigestMark digest={decision.act} of="the decision" /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </div>
  );
}
