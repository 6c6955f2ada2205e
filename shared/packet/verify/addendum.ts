/**
 * An addendum, judged by itself: its statement is the board's, the acts in it are its members', and whoever discharged a condition might. What it
 * does to its packet is judged in `addenda.ts`. It never approves anything.
 */
import { conditionState, dischargeOf, sameConditions } from '../../board/condition.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { canonicalText } from '../../bytes/canonical.ts';
import type { Envelope } from '../../bytes/envelope.ts';
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import { addendumReasons } from '../../copy/addendum.ts';
import { decisionStatusReason } from '../../copy/status.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import { Revision } from '../../dossier/revision.ts';
import type { Result } from '../../result.ts';
import type { Digest, Instant } from '../../vocabulary.ts';
import { addendumFault, addendumPredicateType, AddendumStatement } from '../addendum.ts';
import { addendumActs, addendumFiles } from '../files.ts';
import { failed, indeterminate, passed, type Check, type Step } from '../verdict.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import type { Facts, VerifyOptions } from './record.ts';
import { fileBytes, judgeFiles, judgeRosters, judgeStatement, limit, troubleCheck, unfounded, type Judged, type RecordPorts, type Sealed } from './record-files.ts';
import { readRelatedStatement } from './related-statement.ts';
import { recount } from './recount.ts';
import { actsOf, entriesOf, readActs, statedDiffers, type ActOf, type SignedAct } from './sign-offs.ts';
import { clockSkewMs, judgeConditions, judgeSample } from './standing.ts';

export interface StatedAddendum { readonly statement: AddendumStatement; readonly envelope: Envelope }

/** Reads the statement where it is an addendum's; null: it is something else's. Refuses what doesn't fit, and `input/format-number` for a newer version's. */
export function readAddendum(bytes: Uint8Array): Result<StatedAddendum> | null {
  return readRelatedStatement(bytes, addendumPredicateType, AddendumStatement);
}

/** What an addendum proves where every one of its facts holds. */
export interface ProvenAddendum {
  readonly statement: AddendumStatement;
  readonly chain: readonly CheckedRoster[];
  readonly discharges: readonly ActOf<'condition.discharged/1'>[];
}

export interface JudgedAddendum { readonly facts: Facts; readonly isSample: boolean; readonly proven: ProvenAddendum | null; readonly chain: readonly CheckedRoster[] | null }

/** Judges the record inside. Steps as a packet's, but for those that are about votes: `rules` is about who may discharge (rules C-2, C-4). */
export async function judgeAddendumRecord(stated: StatedAddendum, files: readonly EmbeddedFile[], sealed: Sealed, { trust, at, allowSample, ports: { subtle, sha256 } }: VerifyOptions): Promise<JudgedAddendum> {
  const { statement } = stated;
  const ports = { sha256, verify: webVerifySignature(subtle) };
  const unreached = (step: Step): Check => indeterminate(verdictReasons.notReached(step));
  const rosters = await judgeRosters(files, statement, trust, ports);
  const chain = rosters.value;
  const signOffs = chain === null ? unfounded(unreached('roster')) : await judgeAddendumActs(files, statement, chain, ports);
  const revision = judgeAddendumRevision(files, statement, sha256);
  const { check: sample, isSample } = judgeSample({ statement, root: trust, chain, acts: signOffs.value?.acts ?? null }, allowSample);
  const facts: Facts = {
    files: judgeFiles(statement, files, sha256, addendumFiles), roster: rosters.check, statement: chain === null ? unreached('roster') : await judgeStatement(stated, chain, sealed, ports),
    'sign-offs': signOffs.check, revision: revision.check, sample, validity: judgeAddendumTime(statement, at),
  };
  const acts = signOffs.value;
  if (chain === null || acts === null || revision.value === null) {
    const check = unreached(chain === null ? 'roster' : acts === null ? 'sign-offs' : 'revision');
    return { facts: { ...facts, rules: check, conditions: check }, isSample, proven: null, chain };
  }
  const { predicate } = statement;
  const now = recount({ statement, chain, acts: acts.acts, decision: acts.decision, reviewed: { revision: revision.value, register: null } }, at);
  const rules = judgeDischarges(now, statement);
  return { facts: { ...facts, rules, conditions: judgeConditions(now, { predicate }, at) }, isSample, proven: { statement, chain, discharges: actsOf(acts.acts, 'condition.discharged/1') }, chain };
}

interface AddendumActs { readonly acts: readonly SignedAct[]; readonly decision: ActOf<'decision.recorded/1'> }

/** The acts, and whether the statement tells them as they were signed: the decision, and exactly the discharges that it names. */
async function judgeAddendumActs(files: readonly EmbeddedFile[], statement: AddendumStatement, chain: readonly CheckedRoster[], ports: RecordPorts): Promise<Judged<AddendumActs>> {
  const { predicate } = statement;
  const no = (reason: string): Judged<never> => unfounded(failed(reason));
  const fault = addendumFault(predicate);
  if (fault !== null) return no(addendumReasons.fault(fault));
  const read = await readActs(files, predicate, chain, ports);
  if (read.value === null) return unfounded(read.check);
  const acts = read.value;
  const strange = acts.find(({ type }) => !(addendumActs as readonly string[]).includes(type));
  if (strange !== undefined) return no(addendumReasons.actType(strange.type));
  const [decision, ...others] = actsOf(acts, 'decision.recorded/1');
  if (decision === undefined || others.length > 0) return no(addendumReasons.decisions());
  if (decision.act !== predicate.decision) return no(verdictReasons.actMissing(predicate.decision));
  const { body } = decision;
  const facts: readonly (readonly [what: string, agrees: boolean])[] = [
    ['revision', body.revision === predicate.revision], ['outcome', body.outcome === predicate.outcome], ['charter', body.charter === predicate.charter], ['roster', body.roster === predicate.roster.digest],
    ['validity', body.validFrom === predicate.validFrom && body.validUntil === predicate.validUntil], ['list of conditions', sameConditions(body.conditions, predicate.conditions)],
  ];
  const apart = facts.find(([, agrees]) => !agrees);
  if (apart !== undefined) return no(verdictReasons.decisionDiffers(apart[0]));
  const discharges = new Map<Digest, ActOf<'condition.discharged/1'>>(actsOf(acts, 'condition.discharged/1').map((act) => [act.act, act]));
  const entries = entriesOf(chain);
  for (const { id, discharge } of predicate.conditions) {
    if (discharge === null) continue;
    const { basis, ...signed } = discharge;
    const told = statedDiffers<ActOf<'condition.discharged/1'>>(signed, discharges.get(discharge.act), (act) => act.body.basis === basis && act.body.condition === id && act.body.decision === predicate.decision, entries);
    if (told !== null) return no(discharges.has(discharge.act) ? addendumReasons.dischargeDiffers(id) : told);
    if (Date.parse(discharge.claimedAt) > Date.parse(predicate.issuedAt) + clockSkewMs) return no(addendumReasons.dischargeLater(id));
  }
  const named = new Set(predicate.conditions.flatMap(({ discharge }) => (discharge === null ? [] : [discharge.act])));
  const extra = [...discharges.keys()].find((act) => !named.has(act));
  if (extra !== undefined) return no(addendumReasons.dischargeExtra(extra));
  return { check: passed(addendumReasons.signOffsHold(discharges.size)), value: { acts, decision } };
}

/** The revision, whose owners may not discharge: its bytes have the digest that was decided upon, and the statement repeats it truly. */
function judgeAddendumRevision(files: readonly EmbeddedFile[], { subject, predicate }: AddendumStatement, sha256: VerifyOptions['ports']['sha256']): Judged<Revision> {
  const name = 'revision.json';
  const bytes = fileBytes(files, name);
  if (bytes === null) return unfounded(failed(verdictReasons.fileMissing(name)));
  if (sha256(bytes) !== predicate.revision) return unfounded(failed(addendumReasons.revisionDiffers('revision digest')));
  const read = readStrict(Revision, bytes, { name, maxBytes: limit.statementBytes, canonical: true, format: 1 });
  if (!read.ok) {
    const { result, reason } = troubleCheck(read.trouble);
    return unfounded({ result, reason: verdictReasons.fileTrouble(name, reason) });
  }
  const { product, dossier, artifacts } = read.value;
  const facts: readonly (readonly [what: string, stated: unknown, found: unknown])[] = [
    ['dossier', predicate.dossier, dossier],
    ['release', predicate.release, { product: product.id, name: product.name, release: product.release, vendor: product.vendor }],
    ['list of artifacts', subject, artifacts.map((artifact) => ({ name: artifact.name, digest: { sha256: artifact.digest } }))],
  ];
  const apart = facts.find(([, stated, found]) => canonicalText(stated) !== canonicalText(found));
  return apart === undefined ? { check: passed(addendumReasons.revisionHolds(predicate.revision)), value: read.value } : unfounded(failed(addendumReasons.revisionDiffers(apart[0])));
}

/** Whether each condition stands by the acts as the statement says: discharged by exactly the act that it names, by someone who may, in time. */
function judgeDischarges({ decided }: ReturnType<typeof recount>, { predicate }: AddendumStatement): Check {
  // The votes are in the packet: here the decision is at best one whose votes are not at hand.
  if (decided.status.kind !== 'incomplete') return failed(addendumReasons.decisionVoid(decisionStatusReason(decided.status)));
  for (const condition of predicate.conditions) {
    const counts = dischargeOf(condition, decided.discharges);
    if (condition.discharge !== null && counts?.act !== condition.discharge.act) return failed(addendumReasons.notAllowed(condition.id));
    if (conditionState(condition, decided.discharges, predicate.issuedAt).kind !== condition.state) return failed(addendumReasons.stateDiffers(condition.id));
  }
  return passed(addendumReasons.rulesHold(predicate.conditions.filter(({ discharge }) => discharge !== null).length));
}

/** Whether the addendum speaks at this instant: issued, and its decision not over. */
function judgeAddendumTime({ predicate }: AddendumStatement, at: Instant): Check {
  if (Date.parse(at) + clockSkewMs < Date.parse(predicate.issuedAt)) return failed(verdictReasons.notYet(predicate.issuedAt));
  return at > predicate.validUntil ? failed(verdictReasons.expired(predicate.validUntil)) : passed(addendumReasons.speaks(predicate.parent.number));
}
