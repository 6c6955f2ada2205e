import { useState, type ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { Verified } from '../../../shared/ipc/contract.ts';
import { ask } from '../../bridge/client.ts';
import { Action } from '../../components/action.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { VerdictReport } from '../../components/verdict-report.tsx';
import { useRun } from '../../queries/command.ts';

/** Checks somebody else's packet without being on a board: a PDF and the trust file that its board gave out. */
export function VerifyPacket(): ReactNode {
  const [verified, setVerified] = useState<Verified | null>(null);
  const { run, waiting, trouble } = useRun<Verified | null>();
  const verify = async (): Promise<void> => {
    const answer = await run(() => ask('packet.verify', { source: { kind: 'chosen' }, trust: 'chosen', allowSample: false }));
    if (answer) setVerified(answer);
  };
  return (
    <>
      <Action busy={waiting} onClick={() => void verify()}>{firstRunWords.start.verify.action}</Action>
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {verified !== null && <VerdictReport name={verified.name} report={verified.report} />}
    </>
  );
}
