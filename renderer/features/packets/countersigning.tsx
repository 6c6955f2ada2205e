import type { ReactNode } from 'react';
import { packetsWords } from '../../../shared/copy/screens/packets.ts';
import type { Countersigning } from '../../../shared/events/countersigning.ts';
import type { PacketSummary } from '../../../shared/events/summary.ts';
import type { Reply } from '../../../shared/ipc/contract.ts';
import type { Trouble } from '../../../shared/result.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useRun } from '../../queries/command.ts';
import { useSession } from '../../queries/session.ts';
import styles from './packets.module.css';

const words = packetsWords.countersign;

/** How far the countersigning of a packet has come, as one line. */
export function CountersigningMark({ countersigning }: { readonly countersigning: Countersigning }): ReactNode {
  const { memberName } = useSession();
  const { chain, required, missing } = countersigning;
  return <StateMark state={missing.length === 0 ? 'passed' : 'open'}>{words.state(chain.length, required.length, missing.map(memberName))}</StateMark>;
}

interface CountersignProps { readonly dossier: DossierId; readonly packet: PacketSummary; readonly countersigning: Countersigning; /** The packet that waits for whoever is signed in. */ readonly waits: { readonly again: boolean } | undefined; readonly barred: Trouble | null }

/** What whoever is asked can do, and which countersignatures came to nothing. */
export function Countersign({ dossier, packet, countersigning, waits, barred }: CountersignProps): ReactNode {
  const { memberName } = useSession();
  const { run, waiting, trouble } = useRun<Reply<'packet.countersign'>>();
  const sign = async (): Promise<void> => {
    const answer = await run(() => ask('packet.countersign', { dossier, packet: packet.packet }));
    if (answer !== undefined) announce(words.done(answer.number, answer.missing));
  };
  return (
    <div className={styles.after}>
      {waits !== undefined && (
        <div className={styles.row}>
          <p className={styles.hint}>{waits.again ? words.again : words.asked}</p>
          <div className={styles.actions}><SignWait shown={waiting} /><Action primary barred={barred} busy={waiting} onClick={() => void sign()}>{words.sign(packet.number)}</Action></div>
        </div>
      )}
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {countersigning.void.filter(({ member, reason }) => countersigning.missing.includes(member) || reason !== 'another-came-first').map(({ act, member, reason }) => <p key={act} className={styles.meta}>{words.lost(memberName(member), reason)}</p>)}
    </div>
  );
}
