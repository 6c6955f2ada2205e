/** A board at work on one dossier: the shortest way to a record with publications, votes and decisions. */
import type { RosterLink } from '../../shared/board/member.ts';
import { decide, type CommandContext, type EventDraft } from '../../shared/commands/decide.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import type { ActBody } from '../../shared/events/catalogue.ts';
import type { ContentOf, RevisionContent } from '../../shared/events/content.ts';
import type { Fact, FactOf } from '../../shared/events/fact.ts';
import { foldFacts } from '../../shared/events/fold.ts';
import type { BoardView } from '../../shared/events/state.ts';
import { dossierSummary, type DossierSummary } from '../../shared/events/summary.ts';
import type { Result } from '../../shared/result.ts';
import type { Choice, Digest, MemberId } from '../../shared/vocabulary.ts';
import { chainOf, everyone, rosterWith } from './board.ts';
import { countedDigest, journal, minutesLater, type Journal, type Writing } from './fact.ts';
import { aurora, contentWith } from './revision.ts';

export const revisionOne = countedDigest(0xe001);
export const revisionTwo = countedDigest(0xe002);

export type VoteParts = Partial<ActBody<'vote.given/1'>>;

export interface Review {
  readonly journal: Journal;
  rosters: readonly RosterLink[];
  readonly contents: Map<Digest, RevisionContent>;
  readonly contentOf: ContentOf;
  view(facts?: readonly Fact[]): BoardView;
  summary(member?: string, minute?: number, facts?: readonly Fact[]): DossierSummary;
  publish(revision?: Digest, how?: Writing): FactOf<'revision.published/1'>;
  vote(member: string, choice: Choice, parts?: VoteParts, how?: Writing): FactOf<'vote.given/1'>;
  ask(member: string, command: Command, minute?: number): Result<readonly EventDraft[]>;
  /** Asks, expects the command to be allowed, and writes what it becomes. */
  act(member: string, command: Command, how?: Writing): Fact;
}

/** A review of Aurora-7B 2.3 on the board of `people`; the charter asks for two votes unless changed. */
export function review(charter: Parameters<typeof rosterWith>[1] = {}, members = everyone): Review {
  const book = journal();
  const contents = new Map<Digest, RevisionContent>([[revisionOne, contentWith()], [revisionTwo, contentWith({ intendedUse: 'Ward robots, tiers 1 and 2' })]]);
  const contentOf: ContentOf = (digest) => contents.get(digest);
  const self: Review = {
    journal: book,
    rosters: chainOf(rosterWith(members, charter)),
    contents,
    contentOf,
    view: (facts = book.facts) => ({ state: foldFacts(facts), rosters: self.rosters }),
    summary(member = 'ingrid-solberg', minute = 1000, facts = book.facts) {
      const found = dossierSummary(self.view(facts), aurora, member as MemberId, minutesLater(minute), contentOf);
      if (found === null) throw new Error('the dossier has no revision');
      return found;
    },
    publish: (revision = revisionOne, how = {}) => book.write('halden-release', 'revision.published/1', { dossier: aurora, revision, note: null }, how),
    vote: (member, choice, parts = {}, how = {}) => book.write(member, 'vote.given/1', {
      dossier: aurora, revision: revisionOne, choice, reason: 'Seen.', dissent: null, scope: { hazards: 1, evidence: 0, documents: 0 }, unread: [],
      conditions: choice === 'approve-with-conditions' ? [{ id: 'C-1', text: 'Mail tool off', dueOn: '2026-12-11', obliged: 'Halden Compute AS', clause: null }] as VoteParts['conditions'] & object : [], ...parts,
    }, how),
    ask(member, command, minute = 100) {
      const context: CommandContext = { at: minutesLater(minute), actor: member as MemberId, contentOf };
      return decide(self.view(), command, context);
    },
    act(member, command, how = {}) {
      const answer = self.ask(member, command, how.minute);
      if (!answer.ok) throw new Error(JSON.stringify(answer.trouble));
      const [draft] = answer.value;
      if (draft === undefined) throw new Error('nothing to record');
      return book.write(member, draft.type, draft.body as never, how) as Fact;
    },
  };
  return self;
}
