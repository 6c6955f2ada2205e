/**
 * From the record to everything that a packet is made from. All of it is worked out from signed acts and addressed objects, so
 * that two machines with the same record gather the same basis at the same instant.
 */
import { charterDigest, memberOf } from '../../shared/board/member.ts';
import type { Charter } from '../../shared/board/charter.ts';
import type { Roster, RosterMember } from '../../shared/board/roster.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { conditionState } from '../../shared/board/condition.ts';
import { tally } from '../../shared/board/decision.ts';
import type { DecisionRecord } from '../../shared/board/decision-status.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import type { Envelope } from '../../shared/bytes/envelope.ts';
import { diffRevisions } from '../../shared/dossier/diff.ts';
import { openRevision, type OpenRevision } from '../../shared/dossier/revision-tree.ts';
import { ballotListed, ballotToday } from '../../shared/events/ballot.ts';
import type { ContentOf } from '../../shared/events/content.ts';
import { decisionsOn } from '../../shared/events/decided.ts';
import { factsOn, resolutionOf, type DossierFacts, type FindingFact } from '../../shared/events/dossier-facts.ts';
import type { FactOf } from '../../shared/events/fact.ts';
import type { BoardView } from '../../shared/events/state.ts';
import { standingPrivileged } from '../../shared/events/privileged.ts';
import { baselineOf } from '../../shared/events/summary.ts';
import { judgeRevision } from '../../shared/evidence/judge.ts';
import { basisChangeUnder } from '../../shared/packet/baseline.ts';
import { riskSchemeOf, type RiskScheme } from '../../shared/risk/scheme.ts';
import type { Baseline, BasisDissent, BasisFinding, PacketBasis, SignedBy } from '../../shared/packet/basis.ts';
import { deliberationCounts, deliberationOf } from '../../shared/packet/deliberation.ts';
import { packetNumber } from '../../shared/packet/number.ts';
import { countersignerLimit } from '../../shared/packet/statement.ts';
import { rulesApplied } from '../../shared/packet/rules-applied.ts';
import type { ObjectSource, Sha256 } from '../../shared/ports.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import type { Choice, Day, Digest, DossierId, Instant, MemberId } from '../../shared/vocabulary.ts';

/** Which decision, by its act; who issues the packet, and when. */
export interface GatherRequest {
  readonly view: BoardView;
  readonly dossier: DossierId;
  readonly decision: Digest;
  readonly issuer: MemberId;
  readonly at: Instant;
}

export interface GatherPorts {
  /** Content of every dossier's revisions: the baseline may be another dossier's. */
  readonly contentOf: ContentOf;
  readonly objects: ObjectSource;
  /** The envelope of an act by the digest of its payload. */
  actEnvelope(act: Digest): Promise<Result<Envelope>>;
  /** The verified chain from roster 0, with envelopes. */
  readonly rosters: readonly CheckedRoster[];
  /** The authority's certificate in DER, and the name of the file that people are told to trust. */
  readonly trust: { readonly ca: Uint8Array; readonly file: string };
  readonly sha256: Sha256;
}

/**
 * Gathers the basis of a standing decision's packet. Refuses `board/not-decided`, `board/decision-not-standing` (P-4) and
 * `board/not-a-member`; fails as the object store does where something that the packet holds is missing or damaged.
 */
export async function gatherBasis({ view, dossier, decision: act, issuer, at }: GatherRequest, ports: GatherPorts): Promise<Result<PacketBasis>> {
  const { contentOf, objects, rosters, trust, sha256 } = ports;
  const facts = factsOn(view, dossier);
  const decided = decisionsOn(view, facts, contentOf, at).find((one) => one.decision.act === act);
  if (decided === undefined) return refuse('board/not-decided', { dossier });
  const { fact, decision, status, discharges } = decided;
  if (status.kind !== 'standing') return refuse('board/decision-not-standing', { decision: act, status: status.kind }, 'P-4');
  const newest = rosterAt(rosters, rosters.length - 1).roster;
  const sealedBy = memberOf(newest, issuer);
  if (sealedBy === undefined || sealedBy.status !== 'active') return refuse('board/not-a-member', { member: issuer });

  const opened = await openRevision(decision.revision, objects, sha256);
  if (!opened.ok) return opened;
  const named = rosters.find(({ digest }) => digest === decision.roster);
  if (named === undefined) throw new Defect('a standing decision names a roster that is not in the chain');
  const { charter } = named.roster;
  const people = peopleOf(named.roster, rosters, sha256);
  const signed = (given: FactOf<'vote.given/1'> | FactOf<'recusal.declared/1'>, places: readonly { readonly firstSeenAt: Instant }[] = [given]): SignedBy => ({
    ...people(given.member), act: given.act, claimedAt: given.claimedAt, firstSeenAt: places.map(({ firstSeenAt }) => firstSeenAt).reduce((a, b) => (a < b ? a : b)),
  });
  const voteAt = (vote: Digest): { readonly given: FactOf<'vote.given/1'>; readonly by: SignedBy } => {
    const places = facts.votes.filter((one) => one.act === vote);
    const given = present(places[0], vote);
    return { given, by: signed(given, places) };
  };

  const dissents = dissentActs(facts, decision).map((vote): BasisDissent => {
    const { given, by } = voteAt(vote);
    return { ...by, text: given.body.dissent ?? '', counted: decision.votes.includes(vote) };
  });
  const findings = findingsUpTo(facts, decision.revision);
  const signOffs = await signOffsOf(facts, fact, { dissents, findings }, ports);
  if (!signOffs.ok) return signOffs;
  const baseline = await baselineFor({ view, dossier, at }, opened.value, riskSchemeOf(charter), ports);
  if (!baseline.ok) return baseline;
  const countersigners = countersignersOf(charter.packets, newest, decision.votes.map((vote) => { const { given: { body }, by } = voteAt(vote); return { ...by, choice: body.choice }; }), sha256);
  if (!countersigners.ok) return countersigners;
  const listed = ballotListed(view, facts, fact, named.roster, contentOf);
  const counted = tally({ ...listed, openBlockers: ballotToday(view, facts, fact, named.roster, contentOf).openBlockers });

  return ok({
    board: { id: rosterAt(rosters, 0).digest, name: newest.charter.name, sample: newest.sample },
    ca: trust.ca, trustFile: trust.file, number: packetNumber(dossier, at, facts.packets.map(({ body }) => body.number), sha256), issuedAt: at,
    issuer: { member: sealedBy.id, name: sealedBy.name, key: sealedBy.key.keyId, certificate: certificateOf(sealedBy) },
    charter: { charter, digest: charterDigest(charter, sha256) },
    roster: { digest: named.digest, seq: named.roster.seq, chain: rosters.map(({ envelope }) => envelope) },
    ...contentsOf(opened.value, charter.thresholds, decision.validFrom.slice(0, 10) as Day),
    decision: { act, outcome: decision.outcome, reason: decision.reason, validFrom: decision.validFrom, validUntil: decision.validUntil },
    votes: decision.votes.map((vote) => {
      const { given: { body }, by } = voteAt(vote);
      return { ...by, choice: body.choice, reason: body.reason, unread: body.unread.length };
    }),
    dissents,
    recusals: decision.recusals.map((one) => {
      const recusal = present(facts.recusals.find((given) => given.act === one), one);
      return { ...signed(recusal), reason: recusal.body.reason };
    }),
    conditions: decision.conditions.map((condition) => ({ ...condition, state: conditionState(condition, discharges, at).kind })),
    rules: rulesApplied({ decision, tally: counted, validityDays: charter.validityDays, dissents: dissents.length }),
    quorum: { eligible: counted.eligible.length, counted: counted.counts.counted, needed: charter.minimumVotes, met: counted.quorum.kind === 'met' },
    findings: findings.map((finding): BasisFinding => ({
      severity: finding.type === 'blocker.recorded/1' ? 'blocker' : finding.body.severity, item: finding.body.item, name: people(finding.member).name, text: finding.body.text,
      resolution: resolutionOf(facts, finding, view.rosters)?.body.resolution ?? null,
    })),
    baseline: baseline.value,
    // Nothing of what counsel noted goes into a packet; how much there is does (rule A-3).
    withheld: standingPrivileged(facts),
    deliberation: deliberationCounts(deliberationOf(facts, decision.revision, { rosters: view.rosters, nameOf: (id) => people(id).name })),
    ...(countersigners.value === null ? {} : { countersigners: countersigners.value }),
    signOffs: signOffs.value,
  });
}

/** Rule P-11: whoever's vote the decision counts, with the key that they have today. Refuses `board/not-a-member` for one who has left: their signature could never be had. */
function countersignersOf(kind: Charter['packets'], newest: Roster, votes: readonly (SignedBy & { readonly choice: Choice })[], sha256: Sha256): Result<NonNullable<PacketBasis['countersigners']> | null> {
  if (kind !== 'countersigned') return ok(null);
  if (votes.length > countersignerLimit) return refuse('board/too-many-countersigners', { counted: votes.length, limit: countersignerLimit });
  const countersigners: NonNullable<PacketBasis['countersigners']>[number][] = [];
  for (const vote of votes) {
    const member = memberOf(newest, vote.member);
    if (member === undefined || member.status !== 'active') return refuse('board/not-a-member', { member: vote.member }, 'P-11');
    // They sign with the key and the certificate of today, which an older roster may not have.
    countersigners.push({ ...vote, certificate: sha256(certificateOf(member)), key: member.key.keyId });
  }
  return ok(countersigners);
}

/** What a standing decision rests on is here: its status says so. */
function present<T>(found: T | undefined, act: Digest): T {
  if (found === undefined) throw new Defect(`the act ${act.slice(0, 8)} of a standing decision is not in the record`);
  return found;
}

function rosterAt(rosters: readonly CheckedRoster[], index: number): CheckedRoster {
  const roster = rosters[index];
  if (roster === undefined) throw new Defect('a board without a roster');
  return roster;
}

function certificateOf(member: RosterMember): Uint8Array {
  const der = fromBase64(member.certificate, `the certificate of ${member.name}`);
  // A roster with such a certificate doesn't pass its schema.
  if (!der.ok) throw new Defect(`the certificate of ${member.id} is not base64`);
  return der.value;
}

/** Names, disciplines and certificates as the decision's roster has them; who isn't in it is taken from the newest roster that knows them. */
function peopleOf(roster: Roster, rosters: readonly CheckedRoster[], sha256: Sha256): (id: MemberId) => Pick<SignedBy, 'member' | 'name' | 'discipline' | 'certificate'> {
  return (id) => {
    const member = memberOf(roster, id) ?? rosters.map((link) => memberOf(link.roster, id)).findLast((one) => one !== undefined);
    if (member === undefined) throw new Defect(`no roster knows ${id}, whose act was checked`);
    return { member: id, name: member.name, discipline: member.discipline, certificate: sha256(certificateOf(member)) };
  };
}

/** P-3: the votes that carry a dissent, superseded, withdrawn and void ones too: those that the decision lists, then any on its revision that came later. */
function dissentActs(facts: DossierFacts, { dissents, revision }: DecisionRecord): readonly Digest[] {
  const known = facts.votes.filter(({ body }) => body.revision === revision && body.dissent !== null && body.dissent.trim() !== '').map((vote) => vote.act);
  return [...new Set([...dissents, ...known])];
}

/** Findings on the decided revision and on those before it: a later one is about another release candidate. */
function findingsUpTo({ findings, revisions }: DossierFacts, revision: Digest): readonly FindingFact[] {
  const upTo = new Set(revisions.slice(0, revisions.findIndex(({ body }) => body.revision === revision) + 1).map(({ body }) => body.revision));
  return findings.filter(({ body }) => upTo.has(body.revision));
}

/** The revision, its register and its evidence, judged for the day of the decision. Their canonical bytes are the stored ones: nothing else opens. */
function contentsOf({ digest, revision, register, evidence }: OpenRevision, board: Parameters<typeof judgeRevision>[1], on: Day): Pick<PacketBasis, 'revision' | 'register' | 'evidence'> {
  const judgements = judgeRevision({ digest, revision, register, evidence }, board, on);
  return {
    revision: { revision, digest, bytes: canonicalBytes(revision) },
    register: { register, bytes: canonicalBytes(register) },
    evidence: revision.evidence.map((entry) => {
      const neutral = evidence.get(entry.id);
      const judgement = judgements.get(entry.id);
      if (neutral === undefined || judgement === undefined) throw new Defect(`${entry.id} of an opened revision is missing`);
      return { entry, evidence: neutral, bytes: canonicalBytes(neutral), judgement };
    }),
  };
}

/** The last approved revision of the product before this one, and every change since. */
async function baselineFor({ view, dossier, at }: Pick<GatherRequest, 'view' | 'dossier' | 'at'>, revision: OpenRevision, scheme: RiskScheme, { contentOf, objects, sha256 }: GatherPorts): Promise<Result<Baseline | null>> {
  const last = baselineOf(view, dossier, contentOf, at, revision.digest);
  if (last === null) return ok(null);
  const before = await openRevision(last.revision, objects, sha256);
  if (!before.ok) return before;
  const { product } = before.value.revision;
  const issued = factsOn(view, last.dossier).packets.find(({ body }) => body.decision === last.decision);
  return ok({ release: `${product.name} ${product.release}`, packet: issued?.body.number ?? null, revision: last.revision, changes: diffRevisions(before.value, revision).map((change) => basisChangeUnder(scheme, change)) });
}

/**
 * The acts that a stranger needs to count again: every publication of the dossier (who published doesn't vote, V-2), the blockers with
 * what resolved them, the votes listed and those with a dissent, withdrawals of these, recusals, the decision, discharges.
 */
async function signOffsOf(
  facts: DossierFacts, decision: FactOf<'decision.recorded/1'>, { dissents, findings }: { readonly dissents: readonly BasisDissent[]; readonly findings: readonly FindingFact[] }, { actEnvelope }: GatherPorts,
): Promise<Result<PacketBasis['signOffs']>> {
  const votes = new Set([...decision.body.votes, ...dissents.map(({ act }) => act)]);
  const shown = new Set(findings.map(({ digest }) => digest));
  const concerned = [
    ...facts.revisions,
    ...findings.filter(isAct),
    ...facts.resolutions.filter(isAct).filter(({ body }) => shown.has(body.finding)),
    ...facts.votes.filter(({ act }) => votes.has(act)),
    ...facts.withdrawals.filter(({ body }) => votes.has(body.vote)),
    ...facts.recusals.filter(({ act }) => decision.body.recusals.includes(act)),
    decision,
    ...facts.discharges.filter(({ body }) => body.decision === decision.act),
  ];
  const signOffs = new Map<Digest, PacketBasis['signOffs'][number]>();
  for (const { type, act } of concerned) {
    if (signOffs.has(act)) continue;
    const envelope = await actEnvelope(act);
    if (!envelope.ok) return envelope;
    signOffs.set(act, { type, act, envelope: envelope.value });
  }
  return ok([...signOffs.values()]);
}

/** Marks, findings that don't block, have no envelope: their device's signed head covers them. */
const isAct = <F extends { readonly act: Digest | null }>(fact: F): fact is Extract<F, { readonly act: Digest }> => fact.act !== null;
