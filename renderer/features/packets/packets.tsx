import { useState, type ReactNode } from 'react';
import { packetsWords } from '../../../shared/copy/screens/packets.ts';
import { decisionWords } from '../../../shared/copy/status.ts';
import { troubleWords } from '../../../shared/copy/trouble.ts';
import type { DecisionSummary, PacketSummary } from '../../../shared/events/summary.ts';
import type { Reply } from '../../../shared/ipc/contract.ts';
import type { VerifyReport } from '../../../shared/packet/verdict.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { decisionState } from '../../components/decision-state.ts';
import { DigestMark } from '../../components/digest.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
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
import styles from './packets.module.css';

const words = packetsWords;

/** Issued packets of the dossier, and the button that issues the next one. */
export function Packets({ dossier, view }: RecordTabProps): ReactNode {
  const { summary, permissions } = view;
  const { decisions, packets } = summary;
  const standing = decisions.findLast(({ status }) => status.kind === 'standing');
  const { run, waiting, trouble } = useRun<Reply<'packet.issue'>>();
  const [stamp, setStamp] = useState<Reply<'packet.issue'>['stamp']>(null);
  const issued = standing === undefined ? undefined : packets.findLast((packet) => packet.decision === standing.decision.act);
  const barred = permissions['issue-packet'];
  const sentence = headline(standing, issued, barred === null ? '' : troubleWords(barred).title);

  const issue = async (): Promise<void> => {
    if (standing === undefined) return;
    const answer = await run(() => ask('packet.issue', { dossier, shown: standing.decision.revision, decision: standing.decision.act }));
    if (answer === undefined) return;
    announce(words.done(answer.number));
    setStamp(answer.stamp);
  };

  return (
    <div className={styles.tab}>
      <TabHeader sentence={sentence} detail={standing === undefined ? words.what : words.stands(standing.decision, standing.ordinal)}
        actions={<><SignWait shown={waiting} /><Action primary={issued === undefined} barred={barred} busy={waiting} onClick={() => void issue()}>{issued === undefined ? words.issue : words.again}</Action></>} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {stamp !== null && 'at' in stamp && <p className={styles.meta}>{words.stamped(stamp.at, stamp.authority)}</p>}
      {stamp !== null && 'trouble' in stamp && <div className={styles.level}><p role="status">{words.unstamped}</p><TroubleNote trouble={stamp.trouble} /></div>}
      <Section heading={words.list.head}>
        {packets.length === 0 ? <EmptyState sentence={words.list.none} /> : (
          <ul className={styles.list} data-tour="packet">{[...packets].reverse().map((packet) => <Packet key={packet.packet} packet={packet} decision={decisions.find(({ decision }) => decision.act === packet.decision)} />)}</ul>
        )}
      </Section>
    </div>
  );
}

function headline(standing: DecisionSummary | undefined, issued: PacketSummary | undefined, why: string): string {
  if (standing === undefined) return why === '' ? words.nothing : why;
  if (issued === undefined) return words.notIssued(standing.decision);
  return words.issued(issued.number, standing.decision);
}

function Packet({ packet, decision }: { readonly packet: PacketSummary; readonly decision: DecisionSummary | undefined }): ReactNode {
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
          {decision !== undefined && <StateMark state={decisionState(decision.decision.outcome, decision.status.kind)}>{decisionWords(decision.decision.outcome, decision.status.kind)}</StateMark>}
        </div>
        <div className={styles.actions}><Action busy={saving.waiting} onClick={() => void save()}>{words.packet.save}</Action><Action busy={verifying.waiting} onClick={() => void verify()}>{words.packet.verify}</Action></div>
      </div>
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
      {verifying.trouble !== null && <TroubleNote trouble={verifying.trouble} />}
      {report !== null && <VerdictReport name={words.packet.file(packet.number)} report={report} />}
    </li>
  );
}
