import type { ReactNode } from 'react';
import { homeWords } from '../../../shared/copy/screens/home.ts';
import { holdsRole } from '../../../shared/board/member.ts';
import { rosterInForce } from '../../../shared/events/ballot.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useSession } from '../../queries/session.ts';
import { useSync } from '../../queries/sync.ts';
import { hrefOf } from '../../route.ts';

const words = homeWords.firstStep;

/** The one thing to do while there is no dossier: gather voters, give the board its store, or look whether something arrived. */
export function FirstStep(): ReactNode {
  const { profile } = useSession();
  const { state, run } = useSync();
  const { roster } = rosterInForce(profile.rosters);
  const voters = roster.members.filter(({ status, roles }) => status === 'active' && roles.includes('voter'));
  const board = hrefOf({ kind: 'board' });
  if (voters.length < roster.charter.minimumVotes && holdsRole(roster, profile.member, 'secretary')) return <ButtonLink weight="primary" href={board}>{words.invite}</ButtonLink>;
  if (profile.store === null) return <ButtonLink weight="primary" href={board}>{words.chooseStore}</ButtonLink>;
  const isRunning = state?.kind === 'running';
  return <Button onClick={() => void run()} aria-disabled={isRunning}>{isRunning ? words.syncing : words.sync}</Button>;
}
