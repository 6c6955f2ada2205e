import { useState, type ReactNode } from 'react';
import { packetsWords } from '../../../shared/copy/screens/packets.ts';
import { decisionWords } from '../../../shared/copy/status.ts';
import { troubleWords } from '../../../shared/copy/trouble.ts';
import type { PacketStanding } from '../../../shared/events/packet-standing.ts';
import type { DecisionSummary, PacketSummary } from '../../../shared/events/summary.ts';
import type { Reply } from '../../../shared/ipc/contract.ts';
import type { VerifyReport } from '../../../shared/packet/verdict.ts';
import type { Trouble } from '../../../shared/result.ts';
import type { DossierId, MemberId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { decisionState } from '../../components/decision-state.ts';
import { DigestMark } from '../../components/digest.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PacketStandingMark } from '../../components/packet-standing-mark.tsx';
import { Section } from '../../components/page.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { VerdictReport } from '../../components/verdict-report.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useSession } from '../../queries/session.ts';
import { AfterIssue, Revoke, StandingNote } from './after-issue.tsx';
import { Copies } from './copies.tsx';
import { Countersign, CountersigningMark } from './countersigning.tsx';
import styles from './packets.module.css';

const words = packetsWords;

/** Issued packets of the dossier, and the button that issues the next one. */
export function Packets({ dossier, view }: RecordTabProps): ReactNode {
  const { summary, permissions, standings } = view;
  const numberOf = (packet: string): string => standings.find((one) => one.packet === packet)?.number ?? packet.slice(0, 16);
  const { decisions, packets } = summary;
  const standing = decisions.findLast(({ status }) => status.kind === 'standing');
  const { run, waiting, trouble } = useRun<Reply<'packet.issue'>>();
  const [stamp, setStamp] = useState<Reply<'packet.issue'>['stamp']>(null);
  const issued = standing === undefined ? undefined : packets.findLast((packet) => packet.decision === standing.decision.act);
  const barred = permissions['issue-packet'];
  const state = standings.find((one) => one.packet === issued?.packet)?.state;
  // What stands of the decision on paper: a contested packet is still one that readers may hold.
  const inForce = packets.some((packet) => packet.decision === standing?.decision.act && ['issued', 'contested', undefined].includes(standings.find((one) => one.packet === packet.packet)?.state));
  const { memberName } = useSession();
  const waits = summary.waiting.find((one) => one.kind === 'countersign');
  const sentence = headline(standing, issued, state, { isMine: waits?.packet === issued?.packet, nameOf: memberName, why: barred === null ? '' : troubleWords(barred).title });

  const issue = async (): Promise<void> => {
    if (standing === undefined) return;
    const answer = await run(() => ask('packet.issue', { dossier, shown: standing.decision.revision, decision: standing.decision.act }));
    if (answer === undefined) return;
    announce(words.done(answer.number));
    setStamp(answer.stamp);
  };

  return (
    <div className={styles.tab}>
      <TabHeader sentence={sentence} detail={standing === undefined ? words.what : [words.stands(standing.decision, standing.ordinal), ...(issued === undefined || inForce ? [] : [words.noneInForce])].join(' ')}
        actions={<><SignWait shown={waiting} />{(!inForce || barred?.code !== 'board/not-the-role') && <Action primary={!inForce} barred={barred} busy={waiting} onClick={() => void issue()}>{issued === undefined ? words.issue : words.again}</Action>}</>} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {stamp !== null && 'at' in stamp && <p className={styles.meta}>{words.stamped(stamp.at, stamp.authority)}</p>}
      {stamp !== null && 'trouble' in stamp && <div className={styles.level}><p role="status">{words.unstamped}</p><TroubleNote trouble={stamp.trouble} /></div>}
      <Section heading={words.list.head}>
        {packets.length === 0 ? <EmptyState sentence={words.list.none} /> : (
          <ul className={styles.list} data-tour="packet">{[...packets].reverse().map((packet) => <Packet key={packet.packet} dossier={dossier} packet={packet} barred={permissions['issue-copy']} decision={decisions.find(({ decision }) => decision.act === packet.decision)} file={standings.find((one) => one.packet === packet.packet)}
            numberOf={numberOf} after={(file) => <AfterIssue file={file} standings={standings} toAdd={summary.unadded.get(packet.packet) ?? []} permissions={permissions} numberOf={numberOf} />} waits={waits?.packet === packet.packet ? waits : undefined} barredToSign={permissions['countersign-packet']} barredToRevoke={permissions['revoke-packet']} />)}</ul>
        )}
      </Section>
    </div>
  );
}

function headline(standing: DecisionSummary | undefined, issued: PacketSummary | undefined, state: PacketStanding['state'] | undefined, { isMine, nameOf, why }: { readonly isMine: boolean; readonly nameOf: (member: MemberId) => string; readonly why: string }): string {
  if (standing === undefined) return why === '' ? words.nothing : why;
  if (issued === undefined) return words.notIssued(standing.decision);
  if (state !== undefined && state !== 'issued') return words.ended(issued.number, state);
  const missing = issued.countersigning?.missing ?? [];
  if (missing.length > 0) return isMine ? words.waitsForYou(issued.number) : words.waitsFor(issued.number, missing.map(nameOf));
  return words.issued(issued.number, standing.decision);
}

interface PacketProps { readonly dossier: DossierId; readonly packet: PacketSummary; readonly decision: DecisionSummary | undefined; /** Why no copy can be made. */ readonly barred: Trouble | null; /** How it stands; undefined: a file that two records issued stands under the first. */ readonly file: PacketStanding | undefined; readonly numberOf: (packet: string) => string; readonly after: (file: PacketStanding) => ReactNode; /** It waits for the countersignature of whoever is signed in. */ readonly waits: { readonly again: boolean } | undefined; readonly barredToSign: Trouble | null; readonly barredToRevoke: Trouble | null }

function Packet({ dossier, packet, decision, barred, file, numberOf, after, waits, barredToSign, barredToRevoke }: PacketProps): ReactNode {
  const { memberName, profile } = useSession();
  const saving = useRun<string | null>();
  const verifying = useRun<{ readonly name: string; readonly report: VerifyReport } | null>();
  const [report, setReport] = useState<VerifyReport | null>(null);
  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('packet.save', { packet: packet.packet }));
    if (typeof name === 'string') announce(words.packet.saved(name));
  };
  const verify = async (): Promise<void> => {
    const answer = await verifying.run(() => ask('packet.verify', { source: { kind: 'issued', packet: packet.packet }, trust: 'own', allowSample: profile.board.sample }));
    if (answer) setReport(answer.report);
  };
  return (
    <li aria-label={words.packet.label(packet.number)}>
      <div className={styles.row}>
        <div>
          <p className={styles.number}>{packet.number}</p>
          <p className={styles.meta}><Sentence parts={words.packet.by(memberName(packet.issuedBy), packet.claimedAt, packet.sizeBytes)} slots={{ digest: <DigestMark digest={packet.packet} of={words.packet.of(packet.number)} /> }} /></p>
          <div className={styles.marks}>
            {/* A packet that still waits for somebody is in force for nobody. */}
            {file !== undefined && (file.state !== 'issued' || (packet.countersigning?.missing.length ?? 0) === 0) && <PacketStandingMark file={file} />}
            {packet.countersigning !== null && <CountersigningMark countersigning={packet.countersigning} />}
            {decision !== undefined && <StateMark state={decisionState(decision.decision.outcome, decision.status.kind)}>{words.packet.decision(decisionWords(decision.decision.outcome, decision.status.kind))}</StateMark>}
          </div>
          {file !== undefined && <StandingNote file={file} numberOf={numberOf} />}
        </div>
        <div className={styles.actions}><Action busy={saving.waiting} onClick={() => void save()}>{words.packet.save}</Action><Action busy={verifying.waiting} onClick={() => void verify()}>{words.packet.verify}</Action></div>
      </div>
      {packet.countersigning !== null && <Countersign dossier={dossier} packet={packet} countersigning={packet.countersigning} waits={waits} barred={barredToSign} />}
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
      {verifying.trouble !== null && <TroubleNote trouble={verifying.trouble} />}
      {report !== null && <VerdictReport name={words.packet.file(packet.number)} report={report} />}
      {file !== undefined && after(file)}
      <Copies dossier={dossier} packet={packet} ended={file?.state === 'revoked' || file?.state === 'superseded'} barred={barred} />
      {file !== undefined && file.state !== 'revoked' && <Revoke file={file} barred={barredToRevoke} />}
    </li>
  );
}
