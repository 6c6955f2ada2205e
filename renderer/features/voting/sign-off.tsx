import type { ReactNode } from 'react';
import { dateTime, shortDay } from '../../../shared/copy/date.ts';
import { figure } from '../../../shared/copy/number.ts';
import { decisionSentence, quorumGaps } from '../../../shared/copy/quorum.ts';
import { actionWords } from '../../../shared/copy/action.ts';
import { ruleFactSentence } from '../../../shared/copy/rules.ts';
import { componentsWords } from '../../../shared/copy/screens/components.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
import { barReasons, checkWords, decisionHeadline, decisionStatusReason, decisionStatusWords, disciplineWords, outcomeWords, standReason, standWords } from '../../../shared/copy/status.ts';
import type { DecisionSummary } from '../../../shared/events/summary.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Section } from '../../components/page.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useSession } from '../../queries/session.ts';
import { earlierVotes, standState } from './ballot-words.ts';
import { Conditions } from './conditions.tsx';
import { WithdrawVote } from './withdraw-vote.tsx';
import styles from './voting.module.css';

const decisionStates: Record<DecisionSummary['status']['kind'], MarkState> = { standing: 'passed', expired: 'stale', contested: 'contested', superseded: 'void', void: 'void', incomplete: 'indeterminate' };

const words = votingWords.signOffs;

/** Who has signed off and how it stands, what the rules make of it, and what was decided. */
export function SignOff({ dossier, view, onSheet }: RecordTabProps): ReactNode {
  const { summary, permissions } = view;
  const { tally, signOffs, current, decisions, latest, mine } = summary;
  const { memberName } = useSession();
  const isSecretary = permissions['record-decision'] === null || permissions['record-decision'].code !== 'board/not-the-role';

  return (
    <div className={styles.tab}>
      <TabHeader sentence={current === null ? decisionSentence(tally) : decisionHeadline(current.decision, current.status)}
        detail={current === null ? <>{words.now(tally)} {tally.quorum.kind === 'met' ? tally.bars.map((bar) => barReasons[bar]).join(' ') : quorumGaps(tally.quorum).length === 0 ? '' : words.rules}</> : decisionStatusReason(current.status) || current.decision.reason}
        actions={<>
          {isSecretary && <Action primary={permissions['record-decision'] === null} barred={permissions['record-decision']} onClick={() => onSheet({ kind: 'decision' })}>{words.record}</Action>}
          <Action primary={permissions['record-decision'] !== null && summary.open && !(mine.kind === 'cast' && mine.standing.kind === 'counted')} barred={permissions['give-vote'] !== null && permissions['declare-recusal'] !== null ? permissions['give-vote'] : null} onClick={() => onSheet({ kind: 'vote' })}>{permissions['give-vote'] !== null && permissions['declare-recusal'] === null ? words.recuse : mine.kind === 'cast' ? words.again : actionWords.vote}</Action>
        </>} />
      <Section heading={words.head} aside={words.on(latest.ordinal)}>
        <div className={styles.wide} tabIndex={0} role="group" aria-label={componentsWords.scrollable(words.head)}>
          <table className={styles.table} data-tour="vote" aria-label={words.head}>
            <thead><tr><th scope="col">{words.heads.member}</th><th scope="col">{words.heads.vote}</th><th scope="col">{words.heads.reason}</th></tr></thead>
            <tbody>
              {signOffs.map((row) => {
                const { stand } = row;
                return (
                  <tr key={row.member}>
                    <th scope="row">{row.name}<small>{row.discipline === null ? words.notInRoster : disciplineWords(row.discipline)}</small></th>
                    <td><StateMark state={standState(stand)} strong={stand.kind === 'cast' && stand.standing.kind === 'counted'}>{standWords(stand)}</StateMark>{standReason(stand) !== '' && <small>{standReason(stand)}</small>}
                      {stand.kind === 'cast' && <small>{dateTime(stand.vote.claimedAt)}</small>}
                      {earlierVotes(row) !== '' && <small>{earlierVotes(row)}</small>}</td>
                    <td className={styles.prose}>{stand.kind === 'cast' ? stand.vote.reason : stand.kind === 'recused' ? stand.reason : ''}
                      {stand.kind === 'cast' && stand.vote.conditions.length > 0 && <ul aria-label={words.conditionsOf(row.name)}>{stand.vote.conditions.map((condition) => <li key={condition.id}>{condition.text} <span>{votingWords.obligation(condition.obliged, condition.dueOn)}</span></li>)}</ul>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {mine.kind === 'cast' && <WithdrawVote dossier={dossier} barred={permissions['withdraw-vote']} />}
      </Section>
      {tally.dissents.length > 0 && (
        <Section heading={votingWords.dissents.head} aside={votingWords.dissents.note}>
          {tally.dissents.map((dissent) => <blockquote key={dissent.act} className={styles.dissent}><p>{dissent.text}</p><footer>{votingWords.dissents.by(memberName(dissent.member), dissent.claimedAt)}</footer></blockquote>)}
        </Section>
      )}
      <Conditions dossier={dossier} decisions={decisions} proposed={current === null ? tally.conditions : []} barred={permissions['discharge-condition']} unadded={[...new Set([...summary.unadded.values()].flat())]} />
      <Section heading={votingWords.rules.head} aside={votingWords.rules.note}>
        <table className={styles.table} aria-label={votingWords.rules.head}>
          <thead><tr><th scope="col">{votingWords.rules.heads.rule}</th><th scope="col">{votingWords.rules.heads.found}</th></tr></thead>
          <tbody>{tally.facts.map((fact) => <tr key={fact.rule}><th scope="row"><StateMark state={fact.result}>{fact.rule} <span className="visually-hidden">{checkWords[fact.result]}</span></StateMark></th><td>{ruleFactSentence(fact)}</td></tr>)}</tbody>
        </table>
      </Section>
      {decisions.length > 0 && (
        <Section heading={votingWords.decisions.head}>
          <table className={styles.table} aria-label={votingWords.decisions.head}>
            <thead><tr>{(['outcome', 'status', 'revision', 'recorded', 'until', 'act'] as const).map((head) => <th key={head} scope="col">{votingWords.decisions.heads[head]}</th>)}</tr></thead>
            <tbody>
              {decisions.map(({ decision, status, ordinal }) => (
                <tr key={decision.act}>
                  <th scope="row">{outcomeWords[decision.outcome]}</th>
                  <td><StateMark state={decisionStates[status.kind]}>{decisionStatusWords[status.kind]}</StateMark>{decisionStatusReason(status) !== '' && <small>{decisionStatusReason(status)}</small>}</td>
                  <td>{ordinal === null ? votingWords.decisions.notHere : figure(ordinal)}</td>
                  <td>{votingWords.decisions.recorded(memberName(decision.member), decision.claimedAt)}</td><td>{decision.outcome === 'rejected' ? '–' : shortDay(decision.validUntil)}</td><td><DigestMark digest={decision.act} of={votingWords.decisions.of} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </div>
  );
}
