import { useState, type ReactNode } from 'react';
import { verifyWords as words } from '../../../shared/copy/screens/verify.ts';
import type { Request, Verified } from '../../../shared/ipc/contract.ts';
import { ask } from '../../bridge/client.ts';
import { Action } from '../../components/action.tsx';
import { Tick } from '../../components/field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PacketStandingMark } from '../../components/packet-standing-mark.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { VerdictReport } from '../../components/verdict-report.tsx';
import { useRun } from '../../queries/command.ts';
import { useHome } from '../../queries/home.ts';
import { useSession } from '../../queries/session.ts';
import { useStandings } from '../../queries/standings.ts';
import styles from './verify.module.css';

type Source = Request<'packet.verify'>['source'];

/** Checks a packet, whoever sent it: the verdict first, then every fact that it rests on. */
export function Verify(): ReactNode {
  const { profile } = useSession();
  const home = useHome();
  const standings = useStandings();
  const [allowSample, setAllowSample] = useState(profile.board.sample);
  const [otherBoard, setOtherBoard] = useState(false);
  const [chooseList, setChooseList] = useState(false);
  const [chooseAddendum, setChooseAddendum] = useState(false);
  const [chooseAuthority, setChooseAuthority] = useState(false);
  const [verified, setVerified] = useState<Verified | null>(null);
  const { run, waiting, trouble } = useRun<Verified | null>();
  const issued = (home?.dossiers ?? []).flatMap(({ summary, title }) => summary.packets.map((packet) => ({ packet, title, file: standings.find((one) => one.packet === packet.packet) })));

  const verify = async (source: Source): Promise<void> => {
    const answer = await run(() => ask('packet.verify', { source, trust: source.kind === 'chosen' && otherBoard ? 'chosen' : 'own', allowSample, statusList: source.kind === 'chosen' && chooseList ? 'chosen' : 'own', addendum: source.kind === 'chosen' && chooseAddendum ? 'chosen' : 'own', authority: chooseAuthority ? 'chosen' : 'none' }));
    if (answer) setVerified(answer);
  };

  return (
    <Page>
      <PageHeader sentence={words.question} detail={words.detail}
        actions={<Action primary={verified === null} busy={waiting} onClick={() => void verify({ kind: 'chosen' })}>{words.choose}</Action>} />
      <fieldset className={styles.options}>
        <legend className="visually-hidden">{words.also}</legend>
        <Tick label={words.other} note={words.otherNote} checked={otherBoard} onChange={setOtherBoard} />
        <Tick label={words.addendum} note={words.addendumNote} checked={chooseAddendum} onChange={setChooseAddendum} />
        <Tick label={words.list} note={words.listNote} checked={chooseList} onChange={setChooseList} />
        <Tick label={words.authority} note={words.authorityNote} checked={chooseAuthority} onChange={setChooseAuthority} />
        <Tick label={words.sample} note={words.sampleNote} checked={allowSample} onChange={setAllowSample} />
      </fieldset>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {verified !== null && <VerdictReport name={verified.name} report={verified.report} />}
      {issued.length > 0 && (
        <Section heading={words.issued}>
          <ul className={styles.list}>
            {issued.map(({ packet, title, file }) => (
              <li key={packet.packet}><span className={styles.named}><Sentence parts={words.packet(title, packet.claimedAt)} slots={{ number: <strong>{packet.number}</strong> }} /></span>
                {/* The record knows sooner than a status list: what has ended says so before it is checked. */}
                {file !== undefined && file.state !== 'issued' && <PacketStandingMark file={file} />}
                <Action busy={waiting} onClick={() => void verify({ kind: 'issued', packet: packet.packet })}>{words.verify(packet.number)}</Action>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
