/** The acts that the decision rests on: each signed by its member's key, each that the decision lists present, and the statement saying about them what was signed. */
import { Envelope, openEnvelope, payloadTypes } from '../../bytes/envelope.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { checkSchema } from '../../bytes/schema.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import type { RosterMember } from '../../board/roster.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { sameConditions } from '../../board/condition.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import { acts as catalogue, ActStatement, type ActBody, type ActType } from '../../events/catalogue.ts';
import type { Digest, Instant, MemberId } from '../../vocabulary.ts';
import { signOffOrder } from '../files.ts';
import type { Statement } from '../statement.ts';
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import { fileBytes, newerNumber, readEnvelopes, troubleCheck, unfounded, type Judged, type RecordPorts } from './record-files.ts';

export type SignOffType = (typeof signOffOrder)[number];

/** One act whose signature holds. `act` is the digest of its payload. */
export type SignedAct = { [T in SignOffType]: { readonly type: T; readonly act: Digest; readonly member: MemberId; readonly claimedAt: Instant; readonly sample: boolean; readonly body: ActBody<T> } }[SignOffType];
export type ActOf<T extends SignOffType> = Extract<SignedAct, { readonly type: T }>;

const limit = { acts: 2000, actBytes: 8 * 1024 * 1024 } as const;
const name = 'sign-offs.jsonl';

/** Every entry that each member has had: an act stays signed after its author's key was replaced. */
export type Entries = ReadonlyMap<MemberId, readonly RosterMember[]>;

export function entriesOf(chain: readonly CheckedRoster[]): Entries {
  const entries = new Map<MemberId, RosterMember[]>();
  for (const member of chain.flatMap(({ roster }) => roster.members)) {
    const own = entries.get(member.id);
    if (own === undefined) entries.set(member.id, [member]);
    else if (!own.some((one) => one.key.keyId === member.key.keyId && one.name === member.name && one.discipline === member.discipline)) own.push(member);
  }
  return entries;
}

/** Reads and checks all of them, then compares the statement with them. */
export async function judgeSignOffs(files: readonly EmbeddedFile[], statement: Statement, chain: readonly CheckedRoster[], ports: RecordPorts): Promise<Judged<readonly SignedAct[]>> {
  const read = await readActs(files, statement.predicate, chain, ports);
  if (read.value === null) return read;
  const acts = read.value;
  const problem = difference(statement, acts, entriesOf(chain));
  if (problem !== null) return unfounded(failed(problem));
  return { check: passed(verdictReasons.signOffsHold(acts.length, statement.predicate.votes.length)), value: acts };
}

/** Which board and dossier an act has to be about. */
type About = Pick<Statement['predicate'], 'board' | 'dossier'>;

/** Every act of the file, each signed by its member's key, in their order. */
export async function readActs(files: readonly EmbeddedFile[], about: About, chain: readonly CheckedRoster[], ports: RecordPorts): Promise<Judged<readonly SignedAct[]>> {
  const envelopes = readEnvelopes(name, fileBytes(files, name), limit.acts);
  if (envelopes.value === null) return unfounded(envelopes.check);
  const entries = entriesOf(chain);
  const acts: SignedAct[] = [];
  for (const [index, envelope] of envelopes.value.entries()) {
    const act = await readAct(envelope, about, entries, ports);
    if ('result' in act) return unfounded({ result: act.result, reason: verdictReasons.actTrouble(index + 1, act.reason) });
    const before = acts.at(-1);
    if (before !== undefined && !(rankOf(before) < rankOf(act) || (rankOf(before) === rankOf(act) && before.act < act.act))) return unfounded(failed(verdictReasons.actOrder()));
    acts.push(act);
  }
  return { check: passed(name), value: acts };
}

const rankOf = ({ type }: { readonly type: SignOffType }): number => signOffOrder.indexOf(type);

/** One act, or why it is none: failed, or open where a newer version wrote it. */
async function readAct(envelope: Envelope, about: About, entries: Entries, { sha256, verify }: RecordPorts): Promise<SignedAct | Check> {
  const payload = fromBase64(envelope.payload, name);
  if (!payload.ok) return troubleCheck(payload.trouble);
  const read = readStrict(ActStatement, payload.value, { name, maxBytes: limit.actBytes, canonical: true, format: 1 });
  if (!read.ok) return troubleCheck(read.trouble);
  const { board, member, type, claimedAt, sample } = read.value;
  const newer = signOffOrder.map((known) => newerNumber(type, known)).find((found) => found !== null);
  if (newer !== undefined) return indeterminate(verdictReasons.newer(type, newer));
  if (!(signOffOrder as readonly string[]).includes(type)) return failed(verdictReasons.actType(type));
  if (board !== about.board.id) return failed(verdictReasons.actBoard());
  const body = checkSchema(catalogue[type as ActType], read.value.body, name);
  if (!body.ok) return troubleCheck(body.trouble);
  if ((body.value as { dossier?: string }).dossier !== about.dossier) return failed(verdictReasons.actDossier());
  const keys = (entries.get(member) ?? []).map(({ key }) => key);
  if (keys.length === 0) return failed(verdictReasons.actStranger(member));
  const opened = await openEnvelope(envelope, { type: payloadTypes.act, keys, threshold: 1, verify, sha256, what: `${type} of ${member}` });
  return opened.ok ? ({ type, act: opened.value.digest, member, claimedAt, sample, body: body.value } as SignedAct) : troubleCheck(opened.trouble);
}

/** The decision that the packet is about. */
export function decisionOf({ predicate }: Statement, acts: readonly SignedAct[]): ActOf<'decision.recorded/1'> | undefined {
  return actsOf(acts, 'decision.recorded/1').find(({ act }) => act === predicate.decision);
}

export function actsOf<T extends SignOffType>(acts: readonly SignedAct[], type: T): readonly ActOf<T>[] {
  return acts.filter((act): act is ActOf<T> => act.type === type);
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, index) => text === b[index]);

/** Where the statement and the acts part, or null (rule P-1). */
function difference(statement: Statement, acts: readonly SignedAct[], entries: Entries): string | null {
  const { predicate } = statement;
  const decision = decisionOf(statement, acts);
  if (decision === undefined) return verdictReasons.actMissing(predicate.decision);
  const { body } = decision;
  const digests = (list: readonly { readonly act: Digest }[]): Digest[] => list.map(({ act }) => act);
  const facts: readonly (readonly [what: string, agrees: boolean])[] = [
    ['revision', body.revision === predicate.revision], ['outcome', body.outcome === predicate.outcome], ['charter', body.charter === predicate.charter],
    // The roster's charter says whether members must countersign: naming another one would ask nobody.
    ['roster', body.roster === predicate.roster.digest],
    ['validity', body.validFrom === predicate.validFrom && body.validUntil === predicate.validUntil],
    ['list of votes', same(body.votes, digests(predicate.votes))], ['list of recusals', same(body.recusals, digests(predicate.recusals))],
    // A dissent that came after the decision is told too (rule P-3).
    ['list of dissents', body.dissents.every((act) => digests(predicate.dissents).includes(act))], ['list of conditions', sameConditions(body.conditions, predicate.conditions)],
  ];
  const apart = facts.find(([, agrees]) => !agrees);
  if (apart !== undefined) return verdictReasons.decisionDiffers(apart[0]);
  const votes = new Map(actsOf(acts, 'vote.given/1').map((vote) => [vote.act, vote]));
  const recusals = new Map(actsOf(acts, 'recusal.declared/1').map((recusal) => [recusal.act, recusal]));
  for (const stated of predicate.votes) {
    const problem = statedDiffers(stated, votes.get(stated.act), (vote) => vote.body.choice === stated.choice, entries);
    if (problem !== null) return problem;
  }
  for (const stated of predicate.recusals) {
    const problem = statedDiffers(stated, recusals.get(stated.act), () => true, entries);
    if (problem !== null) return problem;
  }
  for (const stated of predicate.dissents) {
    const problem = statedDiffers(stated, votes.get(stated.act), (vote) => vote.body.dissent === stated.text, entries);
    if (problem !== null) return problem;
  }
  // P-3: whatever became of the vote, its dissent is told.
  const untold = [...votes.values()].find((vote) => vote.body.revision === body.revision && (vote.body.dissent ?? '').trim() !== '' && !predicate.dissents.some(({ act }) => act === vote.act));
  return untold === undefined ? null : verdictReasons.dissentUntold(untold.act);
}

export type Stated = Statement['predicate']['recusals'][number];

/** Whether the statement tells an act as it was signed, under a name and discipline that a roster gives its author. */
export function statedDiffers<A extends SignedAct>(stated: Stated, act: A | undefined, agrees: (act: A) => boolean, entries: Entries): string | null {
  if (act === undefined) return verdictReasons.actMissing(stated.act);
  const known = (entries.get(act.member) ?? []).some(({ name: called, discipline }) => called === stated.name && discipline === stated.discipline);
  return act.member === stated.member && act.claimedAt === stated.claimedAt && known && agrees(act) ? null : verdictReasons.actDiffers(stated.act);
}
