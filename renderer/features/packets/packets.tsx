import { useState, type ReactNode } from 'react';
import { dateTime, longDay } from '../../../shared/copy/date.ts';
import { size } from '../../../shared/copy/number.ts';
import { decisionStatusWords, outcomeWords } from '../../../shared/copy/status.ts';
import { troubleWords } from '../../../shared/copy/trouble.ts';
import type { DecisionSummary, PacketSummary } from '../../../shared/events/summary.ts';
import type { VerifyReport } from '../../../shared/packet/verdict.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { decisionState } from '../../components/decision-state.ts';
import { DigestMark } from '../../components/digest.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Section } from '../../components/page.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { VerdictReport } from '../../components/verdict-report.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { useRun } from '../../queries/command.ts';
import { useSession } from '../../queries/session.ts';
import styles from './packets.module.css';

/** Issued packets of the dossier, and the button that issues the next one. */
export function Packets({ dossier, view }: RecordTabProps): ReactNode {
  const { summary, permissions } = view;
  const { decisions, packets } = summary;
  const standing = decisions.findLast(({ status }) => status.kind === 'standing');
  const { run, waiting, trouble } = useRun<{ readonly number: string }>();
  const issued = standing === undefined ? undefined : packets.findLast((packet) => packet.decision === standing.decision.act);
  const barred = permissions['issue-packet'];
  const sentence = headline(standing, issued, barred === null ? '' : troubleWords(barred).title);

  const issue = async (): Promise<void> => {
    if (standing === undefined) return;
    const answer = await run(() => ask('packet.issue', { dossier, shown: standing.decision.revision, decision: standing.decision.act }));
    if (answer !== undefined) announce(`Packet ${answer.number} is issued.`);
  };

  return (
    <div className={styles.tab}>
      <TabHeader sentence={sentence} detail={standing === undefined ? 'A packet is the sealed, signed PDF of a standing decision and everything it rests on.' : `The decision of ${longDay(standing.decision.claimedAt)} on revision ${standing.ordinal ?? 'not here'} stands${standing.decision.outcome === 'rejected' ? '' : ` until ${longDay(standing.decision.validUntil)}`}.`}
        actions={<><SignWait shown={waiting} /><Action primary={issued === undefined} barred={barred} busy={waiting} onClick={() => void issue()}>{issued === undefined ? 'Issue packet' : 'Issue again'}</Action></>} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <Section heading="Issued packets">
        {packets.length === 0 ? <EmptyState sentence="No packet has been issued for this dossier." /> : (
          <ul className={styles.list}>{[...packets].reverse().map((packet) => <Packet key={packet.packet} packet={packet} decision={decisions.find(({ decision }) => decision.act === packet.decision)} />)}</ul>
        )}
      </Section>
    </div>
  );
}

function headline(standing: DecisionSummary | undefined, issued: PacketSummary | undefined, why: string): string {
  if (standing === undefined) return why === '' ? 'There is no decision to issue.' : why;
  if (issued === undefined) return `${outcomeWords[standing.decision.outcome]}. The packet is not issued yet.`;
  return `Packet ${issued.number} is issued: ${outcomeWords[standing.decision.outcome].toLowerCase()}.`;
}

function Packet({ packet, decision }: { readonly packet: PacketSummary; readonly decision: DecisionSummary | undefined }): ReactNode {
  const { memberName, profile } = useSession();
  const saving = useRun<string | null>();
  const verifying = useRun<{ readonly name: string; readonly report: VerifyReport } | null>();
  const [report, setReport] = useState<VerifyReport | null>(null);
  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('packet.save', { packet: packet.packet }));
    if (typeof name === 'string') announce(`Saved as ${name}.`);
  };
  const verify = async (): Promise<void> => {
    const answer = await verifying.run(() => ask('packet.verify', { source: { kind: 'issued', packet: packet.packet }, trust: 'own', allowSample: profile.board.sample }));
    if (answer) setReport(answer.report);
  };
  return (
    <li aria-label={`Packet ${packet.number}`}>
      <div className={styles.row}>
        <div>
          <p className={styles.number}>{packet.number}</p>
          <p className={styles.meta}>{memberName(packet.issuedBy)}, {dateTime(packet.claimedAt)}. {size(packet.sizeBytes)} <DigestMark digest={packet.packet} of={`packet ${packet.number}`} /></p>
          {decision !== undefined && <StateMark state={decisionState(decision.decision.outcome, decision.status.kind)}>{outcomeWords[decision.decision.outcome]}, {decisionStatusWords[decision.status.kind].toLowerCase()}</StateMark>}
        </div>
        <div className={styles.actions}><Action busy={saving.waiting} onClick={() => void save()}>Save packet</Action><Action busy={verifying.waiting} onClick={() => void verify()}>Verify packet</Action></div>
      </div>
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
      {verifying.trouble !== null && <TroubleNote trouble={verifying.trouble} />}
      {report !== null && <VerdictReport name={`${packet.number}.pdf`} report={report} />}
    </li>
  );
}
