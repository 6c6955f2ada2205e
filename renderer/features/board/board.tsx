import type { ReactNode } from 'react';
import { longDay } from '../../../shared/copy/date.ts';
import { count, figure, percent, sentenceStart } from '../../../shared/copy/number.ts';
import { schemeSentence } from '../../../shared/copy/risk-scheme.ts';
import { disciplineWords, riskWords, roleWords } from '../../../shared/copy/status.ts';
import { rosterInForce } from '../../../shared/events/ballot.ts';
import { riskSchemeOf } from '../../../shared/risk/scheme.ts';
import type { Charter } from '../../../shared/board/charter.ts';
import type { Roster } from '../../../shared/board/roster.ts';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { saveTrust } from '../../queries/board.ts';
import { useSession } from '../../queries/session.ts';
import { Audit } from './audit.tsx';
import styles from './board.module.css';
import { RemoveSample } from './remove-sample.tsx';

/** Who the board is, by which rules it decides, and how others can tell. */
export function Board(): ReactNode {
  const { profile } = useSession();
  const { roster } = rosterInForce(profile.rosters);
  const active = roster.members.filter((member) => member.status === 'active');
  const voters = active.filter((member) => member.roles.includes('voter'));
  return (
    <Page>
      <PageHeader
        sentence={`${sentenceStart(count(active.length, 'member'))}, ${count(voters.length, 'voter')}: a decision needs ${count(roster.charter.minimumVotes, 'vote')}.`}
        detail={`Roster ${figure(roster.seq)}, in force since ${longDay(roster.issuedAt)}, to be renewed by ${longDay(roster.expiresAt)}.`}
      />
      {profile.found.length > 0 && <div className={styles.found}>{profile.found.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}</div>}
      <Section heading="Members"><Members roster={roster} you={profile.member} /></Section>
      <div className={styles.columns}>
        <Section heading="Charter"><CharterFacts charter={roster.charter} /></Section>
        <Section heading="Trust" aside={<Button onClick={() => void saveTrust()}>Save the trust file</Button>}>
          <p className={styles.note}>Give this file to whoever verifies packets. They compare its fingerprint with you, not with the packet.</p>
          <KeyValues items={[
            ['Fingerprint', <DigestMark key="trust" digest={profile.trustFingerprint} of="the trust file’s certificate" whole />],
            ['Board', <DigestMark key="board" digest={profile.board.id} of="roster 0, the board’s name" />],
            ['Root keys', `${figure(roster.threshold)} of ${figure(roster.rootKeys.length)} sign a roster`],
            ['Store', profile.store === null ? 'None: this machine only' : <code key="store">{profile.store}</code>],
            ['This device', <code key="device">{profile.device.slice(0, 8)}</code>],
          ]} />
        </Section>
      </div>
      <Audit />
      {profile.forks.length > 0 && (
        <Section heading="Forked devices">
          {profile.forks.map((fork) => <TroubleNote key={fork.device} trouble={{ family: 'integrity', code: 'feed/fork', params: { device: fork.device, seq: fork.seq, first: fork.digests[0] ?? '', second: fork.digests[1] ?? '' } }} />)}
        </Section>
      )}
      {profile.board.sample && <RemoveSample />}
    </Page>
  );
}

function Members({ roster, you }: { readonly roster: Roster; readonly you: string }): ReactNode {
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead><tr><th scope="col">Name</th><th scope="col">Discipline</th><th scope="col">Roles</th><th scope="col">Standing</th><th scope="col">Key</th></tr></thead>
        <tbody>
          {roster.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}{member.id === you && <span className={styles.you}>you</span>}</th>
              <td>{disciplineWords(member.discipline)}{roster.charter.requiredDisciplines.includes(member.discipline) && <span className={styles.required}>required</span>}</td>
              <td>{member.roles.map((role) => roleWords[role]).join(', ')}</td>
              <td>{member.status === 'active' ? <StateMark state="passed">Active</StateMark> : <StateMark state="void">Revoked</StateMark>}</td>
              <td><DigestMark digest={member.key.keyId} of={`the key of ${member.name}`} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CharterFacts({ charter }: { readonly charter: Charter }): ReactNode {
  return (
    <>
      <KeyValues items={[
        ['Votes needed', figure(charter.minimumVotes)],
        ['Disciplines', charter.requiredDisciplines.length === 0 ? 'None required' : charter.requiredDisciplines.map(disciplineWords).join(', ')],
        ['Majority', charter.majority === 'simple' ? 'More approvals than rejections' : 'Two thirds of approvals and rejections'],
        ['Residual risk', charter.residualBar === null ? 'Sets no bar' : `${riskWords[charter.residualBar]} or above needs conditions`],
        ['Risk levels', schemeSentence(riskSchemeOf(charter).id)],
        ['Approval stands', `${count(charter.validityDays, 'day')} at most`],
      ]} />
      {charter.thresholds.length > 0 && (
        <table className={styles.table}>
          <caption>The board’s own limits</caption>
          <thead><tr><th scope="col">Metric</th><th scope="col" className={styles.figure}>Limit</th><th scope="col">Reason</th></tr></thead>
          <tbody>
            {charter.thresholds.map((threshold) => (
              <tr key={JSON.stringify(threshold)}>
                <th scope="row">{threshold.metric}{threshold.variant === null ? '' : `, ${threshold.variant}`}</th>
                <td className={styles.figure}>{comparisonSigns[threshold.op]} {threshold.unit === 'fraction' ? percent(threshold.value) : `${threshold.value}${threshold.unit === 'percent' ? '\u00a0%' : ''}`}</td>
                <td>{threshold.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

const comparisonSigns = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const;
