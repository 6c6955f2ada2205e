import { useState, type ReactNode } from 'react';
import { standingSentence } from '../../../shared/copy/packet-standing.ts';
import { packetsWords } from '../../../shared/copy/screens/packets.ts';
import type { Permissions } from '../../../shared/commands/decide.ts';
import type { PacketStanding } from '../../../shared/events/packet-standing.ts';
import type { Reply } from '../../../shared/ipc/contract.ts';
import { refuse, type Trouble } from '../../../shared/result.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { ask } from '../../bridge/client.ts';
import { announce } from '../../bridge/notice.ts';
import { Action } from '../../components/action.tsx';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { TextArea } from '../../components/field.tsx';
import { PacketStandingMark } from '../../components/packet-standing-mark.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { SignWait } from '../../components/sign-wait.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useCommand, useRun } from '../../queries/command.ts';
import { useSession } from '../../queries/session.ts';
import styles from './packets.module.css';

const words = packetsWords.after;

/** Since when it stands so, by whom and why; nothing while it goes without saying. */
export function StandingNote({ file, numberOf }: { readonly file: PacketStanding; readonly numberOf: (packet: string) => string }): ReactNode {
  const { memberName } = useSession();
  const said = standingSentence(file, { memberName, numberOf });
  return said === null ? null : <p className={styles.standing}>{said}</p>;
}

export interface AfterIssueProps {
  readonly file: PacketStanding;
  /** Every issued file of the dossier. */
  readonly standings: readonly PacketStanding[];
  /** Conditions that an addendum issued now would be the first to close. */
  readonly toAdd: readonly ItemId[];
  readonly permissions: Permissions;
  readonly numberOf: (packet: string) => string;
}

/** What was done about a packet since, and what may be done: an addendum, a packet in its place. */
export function AfterIssue({ file, standings, toAdd, permissions, numberOf }: AfterIssueProps): ReactNode {
  const adding = useRun<Reply<'packet.addendum'>>();
  const superseding = useCommand();
  const addenda = standings.filter((one) => one.kind === 'addendum' && one.parent === file.packet);
  const stands = file.state === 'issued' || file.state === 'contested';
  const successor = stands ? standings.slice(standings.indexOf(file) + 1).findLast((one) => one.kind === 'packet' && (one.state === 'issued' || one.state === 'contested')) : undefined;
  const add = async (): Promise<void> => {
    const answer = await adding.run(() => ask('packet.addendum', { dossier: file.dossier, shown: file.revision, packet: file.packet }));
    if (answer !== undefined) announce(words.added(answer.number));
  };
  const supersede = async (by: PacketStanding): Promise<void> => {
    if (await superseding.send({ name: 'supersede-packet', dossier: file.dossier, packet: file.packet, by: by.packet, reason: '' })) announce(words.superseded(file.number));
  };
  return (
    <section aria-label={words.head(file.number)} className={styles.after}>
      {toAdd.length > 0 && (
        <div className={styles.row}>
          <p className={styles.hint}>{words.hint(toAdd)}</p>
          <div className={styles.actions}><SignWait shown={adding.waiting} /><Action primary barred={permissions['issue-addendum']} busy={adding.waiting} onClick={() => void add()}>{words.add}</Action></div>
        </div>
      )}
      {adding.trouble !== null && <TroubleNote trouble={adding.trouble} />}
      {addenda.length > 0 && <ul className={styles.copies}>{addenda.map((one) => <Added key={one.packet} file={one} permissions={permissions} numberOf={numberOf} />)}</ul>}
      {successor !== undefined && (
        <div className={styles.row}>
          <p className={styles.hint}>{words.beside(successor.number)}</p>
          <div className={styles.actions}><SignWait shown={superseding.waiting} /><Action barred={permissions['supersede-packet']} busy={superseding.waiting} onClick={() => void supersede(successor)}>{words.supersede(successor.number)}</Action></div>
        </div>
      )}
      {superseding.trouble !== null && <TroubleNote trouble={superseding.trouble} />}
    </section>
  );
}

/** One addendum to the packet. */
function Added({ file, permissions, numberOf }: { readonly file: PacketStanding; readonly permissions: Permissions; readonly numberOf: (packet: string) => string }): ReactNode {
  const { memberName } = useSession();
  const saving = useRun<string | null>();
  const save = async (): Promise<void> => {
    const name = await saving.run(() => ask('packet.save', { packet: file.packet }));
    if (typeof name === 'string') announce(packetsWords.packet.saved(name));
  };
  return (
    <li aria-label={words.label(file.number)}>
      <div className={styles.row}>
        <div>
          <p className={styles.copyName}>{words.label(file.number)}</p>
          <p className={styles.meta}><Sentence parts={packetsWords.packet.by(memberName(file.issuedBy), file.issuedAt, file.sizeBytes)} slots={{ digest: <DigestMark digest={file.packet} of={words.of(file.number)} /> }} /></p>
          <PacketStandingMark file={file} />
          <StandingNote file={file} numberOf={numberOf} />
        </div>
        <div className={styles.actions}><Action busy={saving.waiting} onClick={() => void save()}>{words.save}</Action></div>
      </div>
      {saving.trouble !== null && <TroubleNote trouble={saving.trouble} />}
      {file.state !== 'revoked' && <Revoke file={file} barred={permissions['revoke-packet']} />}
    </li>
  );
}

/** Takes the file back, with the reason that everybody who checks it is told (rule P-7). Shown to whoever may. */
export function Revoke({ file, barred }: { readonly file: PacketStanding; /** Why it can’t be revoked now. */ readonly barred: Trouble | null }): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { send, waiting, trouble } = useCommand();
  if (barred?.code === 'board/not-the-role') return null;
  if (!open) return <div className={styles.revokeLink}><Button weight="quiet" onClick={() => setOpen(true)}>{words.revoke.open(file.number)}</Button></div>;
  const submit = async (): Promise<void> => {
    if (!(await send({ name: 'revoke-packet', dossier: file.dossier, packet: file.packet, reason: reason.trim() }))) return;
    announce(words.revoke.done(file.number));
    setOpen(false);
  };
  return (
    <div className={styles.revoke}>
      <TextArea label={words.revoke.why} note={words.revoke.whyNote} value={reason} onChange={setReason} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <div className={styles.actions}><Action onClick={() => setOpen(false)}>{words.revoke.keep}</Action><Action grave busy={waiting} barred={reason.trim() === '' ? refuse('board/revocation-reason', { packet: file.number }, 'P-7').trouble : barred} onClick={() => void submit()}>{words.revoke.sign}</Action><SignWait shown={waiting} /></div>
    </div>
  );
}
