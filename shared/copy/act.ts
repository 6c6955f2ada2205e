/** What a member signs, in words: the title and the lines of the window that asks for the passphrase. */
import { visibleText } from '../bytes/readable-json.ts';
import type { Condition } from '../board/condition.ts';
import type { ActBody, ActType } from '../events/catalogue.ts';
import type { Decision } from '../packet/statement.ts';
import type { Digest, MemberId } from '../vocabulary.ts';
import { longDay, shortDay } from './date.ts';
import { count, nbsp } from './number.ts';
import { choiceWords, outcomeWords } from './status.ts';

/** One line: what it is, and what it says with hidden characters made visible. */
export interface ActLine { readonly label: string; readonly text: string }
export interface ActWords { readonly title: string; readonly lines: readonly ActLine[] }

/** Names for the ids in an act. `release` says what a revision is called, for example `Aurora Route Planner 2.3`. */
export interface ActNames { readonly member: (id: MemberId) => string; readonly release: (revision: Digest) => string | null }

/** How much a vote covers: `42 hazards, 27 pieces of evidence, 9 documents`. */
export function scopeWords({ hazards, evidence, documents }: { readonly hazards: number; readonly evidence: number; readonly documents: number }): string {
  return `${count(hazards, 'hazard')}, ${count(evidence, 'piece')} of evidence, ${count(documents, 'document')}`;
}

/** What a decision rests on: `4 votes, 1 recusal, no dissents`. */
export function basisWords({ votes, recusals, dissents }: { readonly votes: number; readonly recusals: number; readonly dissents: number }): string {
  return `${count(votes, 'vote')}, ${count(recusals, 'recusal')}, ${count(dissents, 'dissent')}`;
}

type Bodies = { readonly [T in ActType]: (body: ActBody<T>, names: ActNames) => { readonly title: string; readonly lines: readonly (readonly [string, string | null])[] } };

const onRevision = ({ dossier, revision }: { readonly dossier: string; readonly revision: Digest }, { release }: ActNames): (readonly [string, string | null])[] => [
  ['Release', release(revision)], ['Dossier', dossier], ['Revision', `sha256:${revision}`],
];

const conditionText = ({ id, text, dueOn, obliged, clause }: Condition): string => `${id}: ${text} Due ${longDay(dueOn)}, by ${obliged}${clause === null ? '' : `, ${clause}`}.`;
const conditionLines = (conditions: readonly Condition[]): (readonly [string, string | null])[] => conditions.map((condition, index) => [`Condition ${index + 1}`, conditionText(condition)]);

const bodies: Bodies = {
  'device.added/1': ({ name, key }) => ({ title: 'Add this device', lines: [['Device', name], ['Key', key.keyId]] }),
  'revision.published/1': (body, names) => ({ title: 'Publish a revision', lines: [...onRevision(body, names), ['Note', body.note]] }),
  'blocker.recorded/1': (body, names) => ({ title: 'Record a blocker', lines: [['Blocker', body.text], ['About', body.item ?? 'the revision as a whole'], ...onRevision(body, names)] }),
  'blocker.resolved/1': ({ dossier, finding, resolution }) => ({ title: 'Resolve a blocker', lines: [['Resolution', resolution], ['Dossier', dossier], ['Blocker', finding]] }),
  'vote.given/1': (body, names) => ({
    title: `Vote: ${choiceWords[body.choice]}`,
    lines: [
      ...onRevision(body, names), ['Reason', body.reason], ...conditionLines(body.conditions), ['Dissent', body.dissent],
      ['Scope', scopeWords(body.scope)],
      ['Not viewed', body.unread.length === 0 ? null : count(body.unread.length, 'item')],
    ],
  }),
  'vote.withdrawn/1': ({ dossier, vote, reason }) => ({ title: 'Withdraw your vote', lines: [['Dossier', dossier], ['Vote', vote], ['Reason', reason]] }),
  'recusal.declared/1': ({ dossier, reason }) => ({ title: 'Recuse yourself', lines: [['Dossier', dossier], ['Reason', reason], ['Effect', 'Your votes on this dossier no longer count. A recusal is not withdrawn.']] }),
  'decision.recorded/1': (body, names) => ({
    title: `Record the decision: ${outcomeWords[body.outcome]}`,
    lines: [
      ...onRevision(body, names), ['Reason', body.reason], ...conditionLines(body.conditions), ['Valid', `${shortDay(body.validFrom)} to ${shortDay(body.validUntil)}`],
      ['Rests on', basisWords({ votes: body.votes.length, recusals: body.recusals.length, dissents: body.dissents.length })],
    ],
  }),
  'condition.discharged/1': ({ dossier, condition, basis }) => ({ title: 'Discharge a condition', lines: [['Condition', condition], ['Basis', basis], ['Dossier', dossier]] }),
  'score.agreed/1': (body, names) => ({
    title: `Record the agreed score of ${body.item}`,
    lines: [
      ['Agreed score', `severity ${body.score.severity}, likelihood ${body.score.likelihood}, detectability ${body.score.detectability}`], ['Hazard', body.item], ['Reason', body.reason],
      ['Rests on', count(body.scores.length, 'member’s score', 'members’ scores')], ['Effect', 'The submitted register stays as it is.'], ...onRevision(body, names),
    ],
  }),
  'packet.issued/1': (body, names) => ({ title: 'Issue the packet', lines: [['Packet', body.number], ...onRevision(body, names), ['SHA-256', body.packet]] }),
};

/** An act in words. Empty lines are left out. */
export function actWords<T extends ActType>(type: T, body: ActBody<T>, names: ActNames): ActWords {
  const { title, lines } = bodies[type](body, names);
  return { title, lines: visibleLines(lines) };
}

/** The statement of a packet in words. */
export function packetWords({ packet, release, outcome, conditions, validFrom, validUntil, votes, dissents, revision }: Decision): ActWords {
  return {
    title: `Issue packet ${packet}`,
    lines: visibleLines([
      ['Decision', outcomeWords[outcome]], ['Release', `${release.name} ${release.release}, ${release.vendor}`], ['Revision', `sha256:${revision}`],
      ['Valid', `${shortDay(validFrom)} to ${shortDay(validUntil)}`], ...conditionLines(conditions), ['Rests on', `${count(votes.length, 'vote')}, ${count(dissents.length, 'dissent')}`],
    ]),
  };
}

/** Our own words hold figures and units together with no-break spaces: here they are spaces, so that none looks like something hidden. */
export function visibleLines(lines: readonly (readonly [string, string | null])[]): readonly ActLine[] {
  return lines.flatMap(([label, text]) => (text === null || text === '' ? [] : [{ label, text: visibleText(text.replaceAll(nbsp, ' ')) }]));
}
