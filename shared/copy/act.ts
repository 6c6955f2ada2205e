/** What a member signs, in words: the title and the lines of the window that asks for the passphrase. */
import type { CopyPredicate } from '../packet/packet-copy.ts';
import { copyNouns, copyOffers } from './packet-copy.ts';
import { visibleText } from '../bytes/readable-json.ts';
import type { Condition } from '../board/condition.ts';
import type { ActBody, ActType } from '../events/catalogue.ts';
import type { Statement, StatedCountersigner } from '../packet/statement.ts';
import type { Addendum } from '../packet/addendum.ts';
import type { Digest, MemberId } from '../vocabulary.ts';
import { closedWords } from './addendum.ts';
import { dateTime, longDay, shortDay } from './date.ts';
import { count, figure, nbsp } from './number.ts';
import { choiceWords, outcomeWords } from './status.ts';

/** One line: what it is, and what it says with hidden characters made visible. */
export interface ActLine { readonly label: string; readonly text: string }
export interface ActWords { readonly title: string; readonly lines: readonly ActLine[] }

/** Names for the ids in an act. `release` says what a revision is called, for example `Aurora Route Planner 2.3`. */
export interface ActNames { readonly member: (id: MemberId) => string; readonly release: (revision: Digest) => string | null; /** A packet's or an addendum's number, where the record has it. */ readonly packet?: (packet: Digest) => string | null }

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
  'addendum.issued/1': (body, names) => ({ title: 'Issue the addendum', lines: [['Addendum', body.number], ...onRevision(body, names), ['Adds to', `sha256:${body.parent}`], ['SHA-256', body.packet]] }),
  'copy.issued/1': (body, names) => ({ title: `Make the ${copyNouns[body.kind]}`, lines: [['Copy', body.number], ...onRevision(body, names), ['Of the packet', `sha256:${body.parent}`], ['SHA-256', body.packet]] }),
  'packet.superseded/1': ({ dossier, packet, by, reason }, names) => ({
    title: 'Supersede a packet',
    lines: [['Packet', names.packet?.(packet) ?? null], ['Its SHA-256', `sha256:${packet}`], ['In its place', names.packet?.(by) ?? null], ['SHA-256 of that', `sha256:${by}`], ['Reason', reason], ['Dossier', dossier], ['Effect', 'Whoever checks the old packet against the board’s status list is told. It is not undone.']],
  }),
  'packet.revoked/1': ({ dossier, packet, reason }, names) => ({
    title: 'Revoke a packet',
    lines: [['Packet', names.packet?.(packet) ?? null], ['Its SHA-256', `sha256:${packet}`], ['Reason', reason], ['Dossier', dossier], ['Effect', 'With the board’s status list the packet approves nothing any more. A revocation is not undone.']],
  }),
  'packet.countersigned/1': ({ dossier, packet, base, file }) => ({
    title: 'Record your countersignature', lines: [['Dossier', dossier], ['Packet as issued', `sha256:${packet}`], ['File signed', `sha256:${base}`], ['File with your signature', `sha256:${file}`]],
  }),
  'packet.issued/1': (body, names) => ({ title: 'Issue the packet', lines: [['Packet', body.number], ...onRevision(body, names), ['SHA-256', body.packet]] }),
};

/** An act in words. Empty lines are left out. */
export function actWords<T extends ActType>(type: T, body: ActBody<T>, names: ActNames): ActWords {
  const { title, lines } = bodies[type](body, names);
  return { title, lines: visibleLines(lines) };
}

/** The statement of a packet in words. */
export function packetWords(decision: Statement['predicate']): ActWords {
  const { packet, release, outcome, conditions, validFrom, validUntil, votes, dissents, revision, issuedAt } = decision;
  return {
    title: `Issue packet ${packet}`,
    lines: visibleLines([
      ['Decision', outcomeWords[outcome]], ['Release', `${release.name} ${release.release}, ${release.vendor}`], ['Revision', `sha256:${revision}`],
      ['Valid', `${shortDay(validFrom)} to ${shortDay(validUntil)}`], ...conditionLines(conditions), ['Rests on', `${count(votes.length, 'vote')}, ${count(dissents.length, 'dissent')}`],
      ['Dated', `${dateTime(issuedAt)}, by this computer’s clock`],
      ['Waits for the countersignatures of', decision.format === 2 ? decision.countersigners.map(({ name }) => name).join(', ') : null],
    ]),
  };
}

/** A copy of a packet, as its issuer is asked to sign it. */
export function copyWords({ kind, paper, parent, release, outcome, revision, votes, dissents, validFrom, validUntil }: CopyPredicate): ActWords {
  return {
    title: `Make the ${copyNouns[kind]} ${paper}`,
    lines: visibleLines([
      ['Of packet', parent.number], ['SHA-256 of that', parent.digest], ['Decision', outcomeWords[outcome]], ['Release', `${release.name} ${release.release}, ${release.vendor}`], ['Revision', `sha256:${revision}`],
      ['Valid', `${shortDay(validFrom)} to ${shortDay(validUntil)}`], ['Tells of', `${count(Object.values(votes).reduce((sum, n) => sum + n, 0), 'vote')}, ${count(dissents, 'dissent')}, by number only`], ['Effect', copyOffers[kind].what],
    ]),
  };
}

/** The statement of an addendum in words. */
export function addendumWords({ paper, parent, release, revision, conditions }: Addendum): ActWords {
  return {
    title: `Issue addendum ${paper}`,
    lines: visibleLines([
      ['Adds to packet', parent.number], ['SHA-256 of that', parent.digest], ['Release', `${release.name} ${release.release}, ${release.vendor}`], ['Revision', `sha256:${revision}`], ['Conditions', `${closedWords(conditions)}.`],
      ...conditions.filter(({ before, state }) => before === 'open' && state === 'discharged').map(({ id, text, discharge }) => [`${id} is closed`, `${text} Basis: ${discharge?.basis ?? ''} (${discharge?.name ?? ''})`] as const),
      ['Effect', 'Whoever checks the packet together with it counts these conditions as closed. It approves nothing by itself.'],
    ]),
  };
}

/** What a member countersigns, in words: `before` names who has signed already, `base` is the digest of the file that is signed on. */
export function countersignWords({ predicate, subject }: Statement, own: StatedCountersigner, { before, base }: { readonly before: readonly string[]; readonly base: Digest }): ActWords {
  const { packet, board, release, outcome, conditions, validFrom, validUntil, votes, dissents, revision, issuer, issuedAt } = predicate;
  const vote = votes.find(({ act }) => act === own.act);
  return {
    title: `Countersign packet ${packet}`,
    lines: visibleLines([
      ['Decision', `${outcomeWords[outcome]}, ${board.name}`], ['Release', `${release.name} ${release.release}, ${release.vendor}`], ['Revision', `sha256:${revision}`],
      ...subject.slice(0, 3).map(({ name, digest }) => ['Artifact', `${name}, sha256:${digest.sha256}`] as const), ...(subject.length > 3 ? [['More artifacts', figure(subject.length - 3)] as const] : []), ['Valid', `${shortDay(validFrom)} to ${shortDay(validUntil)}`], ...conditionLines(conditions),
      ['Your vote', vote === undefined ? null : `${choiceWords[vote.choice]}, ${shortDay(vote.claimedAt)}`], ['Rests on', `${count(votes.length, 'vote')}, ${count(dissents.length, 'dissent')}`],
      ['Issued by', `${issuer.name}, ${shortDay(issuedAt)}`], ['Countersigned by', before.length === 0 ? 'nobody yet' : before.join(', ')], ['Your field', own.field], ['File', `sha256:${base}`],
    ]),
  };
}

/** Our own words hold figures and units together with no-break spaces: here they are spaces, so that none looks like something hidden. */
export function visibleLines(lines: readonly (readonly [string, string | null])[]): readonly ActLine[] {
  return lines.flatMap(([label, text]) => (text === null || text === '' ? [] : [{ label, text: visibleText(text.replaceAll(nbsp, ' ')) }]));
}
