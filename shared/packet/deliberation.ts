/**
 * What the board said on its way to a decision: questions, replies, single members' scores, notes on documents. It belongs to the board. A packet
 * says how much of it there is; only the board's copy holds it. Findings are conclusions and go out, but what was said about them doesn't.
 */
import { z } from 'zod';
import { Score } from '../dossier/hazard.ts';
import type { DossierFacts, ThreadedFact } from '../events/dossier-facts.ts';
import { resolutionOf } from '../events/dossier-facts.ts';
import { threadOf, type Addressee } from '../events/thread.ts';
import type { RosterLink } from '../board/member.ts';
import { Digest, DossierId, Instant, ItemId, Line, MemberId, Prose } from '../vocabulary.ts';

const By = { member: MemberId, name: Line, at: Instant };

/** One step of a thread: a reply, or to whom it was given. `to` of null is the release team. */
const Step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), ...By, text: Prose }),
  z.strictObject({ kind: z.literal('assigned'), ...By, to: Line.nullable() }),
]);

/** A question or a finding with all that was said about it. `severity` null: a question. */
const Thread = z.strictObject({
  severity: z.enum(['blocker', 'major', 'minor', 'observation']).nullable(), item: ItemId.nullable(), ...By, to: Line.nullable(), text: Prose,
  steps: z.array(Step).max(10_000), closed: z.strictObject({ ...By, text: Prose }).nullable(),
});
export type DeliberationThread = z.infer<typeof Thread>;

const MemberScore = z.strictObject({ item: ItemId, ...By, score: Score, note: Prose.nullable() });
const AgreedScore = z.strictObject({ item: ItemId, ...By, score: Score, reason: Prose });
const Note = z.strictObject({ item: ItemId, ...By, quote: z.string(), text: Prose, tags: z.array(z.string()).max(12) });

/** The file `deliberation.json` of a board copy, and what its appendix prints. Each list in the record's order. */
export const Deliberation = z.strictObject({
  format: z.literal(1), kind: z.literal('deliberation'), dossier: DossierId, revision: Digest,
  threads: z.array(Thread).max(20_000), scores: z.array(MemberScore).max(200_000), agreed: z.array(AgreedScore).max(20_000), notes: z.array(Note).max(50_000),
});
export type Deliberation = z.infer<typeof Deliberation>;

/** How much of the deliberation there is: what a packet says of it. */
export interface DeliberationCounts { readonly questions: number; readonly replies: number; readonly scores: number; readonly notes: number }
export const noDeliberation: DeliberationCounts = { questions: 0, replies: 0, scores: 0, notes: 0 };

/** Everything said about the revisions up to the decided one; what came later is about another release candidate. */
export function deliberationOf(facts: DossierFacts, revision: Digest, people: { readonly rosters: readonly RosterLink[]; nameOf(member: MemberId): string }): Deliberation {
  const { rosters, nameOf } = people;
  const upTo = new Set(facts.revisions.slice(0, facts.revisions.findIndex(({ body }) => body.revision === revision) + 1).map(({ body }) => body.revision));
  const here = <F extends { readonly body: { readonly revision: Digest } }>(all: readonly F[]): readonly F[] => all.filter(({ body }) => upTo.has(body.revision));
  const by = ({ member, claimedAt }: { readonly member: MemberId; readonly claimedAt: Instant }) => ({ member, name: nameOf(member), at: claimedAt });
  const toWhom = (to: Addressee | null): string | null => (to?.kind === 'member' ? nameOf(to.member) : null);
  const thread = (fact: ThreadedFact): DeliberationThread => {
    const resolution = resolutionOf(facts, fact, rosters);
    return {
      severity: fact.type === 'question.asked/1' ? null : fact.type === 'blocker.recorded/1' ? 'blocker' : fact.body.severity, item: fact.body.item, ...by(fact),
      to: fact.type === 'question.asked/1' && fact.body.to !== null ? nameOf(fact.body.to) : null, text: fact.body.text,
      steps: threadOf(facts, fact, rosters).entries.map((entry) => (entry.kind === 'answered' ? { kind: 'answered', ...by(entry), text: entry.text } : { kind: 'assigned', ...by(entry), to: toWhom(entry.to) })),
      closed: resolution === undefined ? null : { ...by(resolution), text: resolution.body.resolution },
    };
  };
  const withdrawn = new Map(facts.annotationWithdrawals.map(({ member, body }) => [body.annotation, member]));
  return {
    format: 1, kind: 'deliberation', dossier: facts.dossier, revision,
    threads: [...here<ThreadedFact>(facts.findings), ...here<ThreadedFact>(facts.questions)].map(thread),
    scores: here(facts.scores).map((fact) => ({ item: fact.body.item, ...by(fact), score: fact.body.score, note: fact.body.note })),
    agreed: here(facts.agreements).map((fact) => ({ item: fact.body.item, ...by(fact), score: fact.body.score, reason: fact.body.reason })),
    notes: here(facts.annotations).filter((fact) => withdrawn.get(fact.digest) !== fact.member)
      .map((fact) => ({ item: fact.body.item, ...by(fact), quote: fact.body.anchor.quote.exact, text: fact.body.text, tags: [...fact.body.tags] })),
  };
}

/** What a packet may say of it: how many of each kind. */
export function deliberationCounts({ threads, scores, agreed, notes }: Deliberation): DeliberationCounts {
  return {
    questions: threads.filter(({ severity }) => severity === null).length,
    replies: threads.reduce((sum, { steps, severity, closed }) => sum + steps.filter(({ kind }) => kind === 'answered').length + (severity === null && closed !== null ? 1 : 0), 0),
    scores: scores.length + agreed.length, notes: notes.length,
  };
}
