import { useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import type { Request, Verified } from '../../../shared/ipc/contract.ts';
import { ask } from '../../bridge/client.ts';
import { Action } from '../../components/action.tsx';
import { Tick } from '../../components/field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { VerdictReport } from '../../components/verdict-report.tsx';
import { useRun } from '../../queries/command.ts';
import { useHome } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import styles from './verify.module.css';

type Source = Request<'packet.verify'>['source'];

/** Checks a packet, whoever sent it: the verdict first, then every fact that it rests on. */
export function Verify(): ReactNode {
  const { profile } = useSession();
  const home = useHome();
  const [allowSample, setAllowSample] = useState(profile.board.sample);
  const [otherBoard, setOtherBoard] = useState(false);
  const [verified, setVerified] = useState<Verified | null>(null);
  const { run, waiting, trouble } = useRun<Verified | null>();
  const issued = (home?.dossiers ?? []).flatMap(({ summary, title }) => summary.packets.map((packet) => ({ packet, title })));

  const verify = async (source: Source): Promise<void> => {
    const answer = await run(() => ask('packet.verify', { source, trust: source.kind === 'chosen' && otherBoard ? 'chosen' : 'own', allowSample }));
    if (answer) setVerified(answer);
  };

  return (
    <Page>
      <PageHeader sentence="Is this packet real, and does it hold today?" detail="Choose a PDF. It is checked on this machine, against this board’s own root or the trust file of another; nothing is sent anywhere."
        actions={<Action primary={verified === null} busy={waiting} onClick={() => void verify({ kind: 'chosen' })}>Choose a PDF</Action>} />
      <div className={styles.options}>
        <Tick label="The packet is another board’s" note="You are asked for that board’s trust file too." checked={otherBoard} onChange={setOtherBoard} />
        <Tick label="Accept a sample board’s packet as a sample" note="Without this, a packet made for practice is never authentic (rule P-5)." checked={allowSample} onChange={setAllowSample} />
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {verified !== null && <VerdictReport name={verified.name} report={verified.report} />}
      {issued.length > 0 && (
        <Section heading="Issued by this board">
          <ul className={styles.list}>
            {issued.map(({ packet, title }) => (
              <li key={packet.packet}><span><strong>{packet.number}</strong> {title}, {shortDay(packet.claimedAt)}</span><Action busy={waiting} onClick={() => void verify({ kind: 'issued', packet: packet.packet })}>Verify {packet.number}</Action></li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
