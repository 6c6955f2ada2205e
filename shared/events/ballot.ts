/** Fills a ballot from the record: for the vote that is going on, and for judging a decision that was recorded. */
import type { Ballot, ForkRecord, RecusalRecord, VoteRecord, WithdrawalRecord } from '../board/ballot.ts';
import type { Roster } from '../board/roster.ts';
import type { RosterLink } from '../board/member.ts';
import { Defect } from '../result.ts';
import type { Digest, DossierId } from '../vocabulary.ts';
import { highestResidualUnder, type ContentOf } from './content.ts';
import { openFindings, writtenSince, type DossierFacts, type FindingFact } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { hadSeen } from './order.ts';
import { forksOf, type BoardView } from './state.ts';

/** The roster in force: the last of the chain. A view without a roster is our bug, not a state of the record. */
export function rosterInForce(rosters: readonly RosterLink[]): RosterLink {
  const link = rosters.at(-1);
  if (link === undefined) throw new Defect('a board without a roster');
  return link;
}

/** The ballot on one revision as everything known today has it, under the roster in force. */
export function ballotOf(view: BoardView, facts: DossierFacts, revision: Digest, contentOf: ContentOf): Ballot {
  return fill({ view, facts, revision, contentOf, roster: rosterInForce(view.rosters).roster, votes: facts.votes, findings: openFindings(facts, view.rosters) });
}

type DecisionFact = FactOf<'decision.recorded/1'>;

/**
 * What bears on a recorded decision today: everything it had seen, and since then only what speaks about its revision.
 * A vote or a blocker on a later revision is about another release candidate and leaves it alone.
 */
export function ballotToday(view: BoardView, facts: DossierFacts, decision: DecisionFact, roster: Roster, contentOf: ContentOf): Ballot {
  const { revision } = decision.body;
  const bears = (fact: FactOf<'vote.given/1'> | FindingFact): boolean => fact.body.revision === revision || hadSeen(decision, fact);
  return fill({ view, facts, revision, contentOf, roster, votes: facts.votes.filter(bears), findings: openFindings(facts, view.rosters).filter(bears) });
}

/** Only the acts that a decision lists, under the roster it names: what a stranger with the packet can count again (rule P-6). */
export function ballotListed(view: BoardView, facts: DossierFacts, decision: DecisionFact, roster: Roster, contentOf: ContentOf): Ballot {
  const { revision, votes, recusals } = decision.body;
  const today = fill({ view, facts, revision, contentOf, roster, votes: facts.votes.filter((vote) => votes.includes(vote.act)), findings: [] });
  return { ...today, recusals: today.recusals.filter((recusal) => recusals.includes(recusal.act)), withdrawals: [], forks: [] };
}

interface Parts {
  readonly view: BoardView;
  readonly facts: DossierFacts;
  readonly revision: Digest;
  readonly contentOf: ContentOf;
  readonly roster: Roster;
  readonly votes: DossierFacts['votes'];
  readonly findings: readonly FindingFact[];
}

function fill({ view, facts, revision, contentOf, roster, votes, findings }: Parts): Ballot {
  const content = contentOf(revision);
  const submitters = [...new Set(facts.revisions.map((fact) => fact.member))];
  return {
    dossier: facts.dossier,
    revision,
    roster,
    ownership: content === undefined ? null : { owners: content.revision.owners, submitters },
    votes: votes.map(voteRecord),
    withdrawals: facts.withdrawals.map(withdrawalRecord),
    recusals: facts.recusals.map(recusalRecord),
    openBlockers: findings.filter((finding) => finding.type === 'blocker.recorded/1').map((finding) => finding.digest),
    highestResidual: highestResidualUnder(roster.charter, content),
    forks: forksTouching(view, facts.dossier),
  };
}

/** Forked devices that wrote about this dossier at or after the fork (rule L-4). */
export function forksTouching({ state }: BoardView, dossier: DossierId): readonly ForkRecord[] {
  return forksOf(state).flatMap(({ device, seq }) => {
    const fact = writtenSince(state, dossier, device, seq);
    return fact === undefined ? [] : [{ device, member: fact.member, seq }];
  });
}

function voteRecord({ act, member, claimedAt, body }: FactOf<'vote.given/1'>): VoteRecord {
  const { revision, choice, reason, conditions, dissent } = body;
  return { act, member, revision, choice, reason, conditions, dissent, claimedAt };
}

function withdrawalRecord({ act, member, claimedAt, body }: FactOf<'vote.withdrawn/1'>): WithdrawalRecord {
  return { act, member, vote: body.vote, reason: body.reason, claimedAt };
}

function recusalRecord({ act, member, claimedAt, body }: FactOf<'recusal.declared/1'>): RecusalRecord {
  return { act, member, reason: body.reason, claimedAt };
}
