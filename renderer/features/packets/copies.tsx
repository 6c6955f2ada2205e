import type { ReactNode } from 'react';
import { copyOffers } from '../../../shared/copy/packet-copy.ts';
import { packetsWords } from '../../../shared/copy/screens/packets.ts';
import type { CopySummary, PacketSummary } from '../../../shared/events/summary.ts';
import type { Reply } from '../../../shared/ipc/contract.ts';
import { extraCopyKinds, type ExtraCopyKind } from '../../../shared/packet/packet-copy.ts';
import type { Trouble } from '../../../shared/result.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useRun } from '../../queries/command.ts';
import { useSession } from '../../queries/session.ts';
import styles from './packets.module.css';

const words = packetsWords.copies;

/** What a packet can be handed out as besides itself, a sentence each. `barred`: why none can be made. Of one that has ended, and for who may make none, only what was made. */
export function Copies({ dossier, packet, ended, barred }: { readonly dossier: DossierId; readonly packet: PacketSummary; readonly ended: boolean; readonly barred: Trouble | null }): ReactNode {
  const mayMake = !ended && barred?.code !== 'board/not-the-role';
  const offers = extraCopyKinds.map((kind) => ({ kind, made: packet.copies.findLast((copy) => copy.kind === kind) })).filter(({ made }) => mayMake || made !== undefined);
  if (offers.length === 0) return null;
  return (
    <section aria-label={words.head} className={styles.part}>
      <h3 className={styles.partHead}>{words.head}</h3>
      {mayMake && <p className={styles.meta}>{words.vendor}</p>}
      <ul className={styles.copies}>
        {offers.map(({ kind, made }) => <Copy key={kind} kind={kind} dossier={dossier} packet={packet} made={made} mayMake={mayMake} barred={barred} />)}
      </ul>
    </section>
  );
}

interface CopyProps { readonly kind: ExtraCopyKind; readonly dossier: DossierId; readonly packet: PacketSummary; readonly made: CopySummary | undefined; readonly mayMake: boolean; readonly barred: Trouble | null }

function Copy({ kind, dossier, packet, made, mayMake, barred }: CopyProps): ReactNode {
  const { memberName } = useSession();
  const making = useRun<Reply<'packet.copy'>>();
  const saving = useRun<string | null>();
  const make = async (): Promise<void> => {
    const answer = await making.run(() => ask('packet.copy', { dossier, shown: packet.revision, packet: packet.packet, kind }));
    if (answer !== undefined) announce(words.done(answer.number));
  };
  const save = async (copy: CopySummary): Promise<void> => {
    const name = await saving.run(() => ask('packet.save', { packet: copy.copy }));
    if (typeof name === 'string') announce(packetsWords.packet.saved(name));
  };
  return (
    <li aria-label={copyOffers[kind].name}>
      <div className={styles.row}>
        <div>
          <p className={styles.copyName}>{copyOffers[kind].name}</p>
          <p className={styles.meta}>{copyOffers[kind].what}</p>
          <SignWait shown={making.waiting} />
          {made !== undefined && <p className={styles.meta}><Sentence parts={words.made(memberName(made.issuedBy), made.claimedAt, made.sizeBytes)} slots={{ digest: <DigestMark digest={made.copy} of={words.of(made.number)} /> }} /></p>}
        </div>
        <div className={styles.actions}>
          {made !== undefined && <Action busy={saving.waiting} onClick={() => void save(made)}>{words.save}</Action>}
          {mayMake && <Action barred={barred} busy={making.waiting} onClick={() => void make()}>{made === undefined ? words.make(kind) : words.again}</Action>}
        </div>
      </div>
      {making.trouble !== null && <TroubleNote trouble={making.trouble} />}
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
    </li>
  );
}
