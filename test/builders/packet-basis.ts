/** A whole decided dossier with real keys, certificates, acts and evidence: what a packet is issued from. */
import { issueMemberCertificate, makeAuthority, type Issuing } from '../../electron/keys/certificates.ts';
import type { Charter } from '../../shared/board/charter.ts';
import type { Roster, RosterMember } from '../../shared/board/roster.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import type { Evidence } from '../../shared/dossier/evidence.ts';
import type { Hazard, HazardRegister } from '../../shared/dossier/hazard.ts';
import { makeRevision } from '../../shared/dossier/revision-tree.ts';
import type { Threshold } from '../../shared/dossier/threshold.ts';
import type { ActBody, ActType } from '../../shared/events/catalogue.ts';
import { judgeEvidence } from '../../shared/evidence/judge.ts';
import { readEvidence } from '../../shared/evidence/registry.ts';
import type { BasisEvidence, BasisVote, PacketBasis, SignedBy } from '../../shared/packet/basis.ts';
import type { StatedCondition } from '../../shared/packet/statement.ts';
import { ok } from '../../shared/result.ts';
import type { Choice, Day, Digest, Discipline, DossierId, Instant, ItemId, MemberId, ProductId } from '../../shared/vocabulary.ts';
import { modelInfo, progress, runConfig, vnnRows } from './evidence-text.ts';
import { rawFile } from './raw-file.ts';
import { signedBy, signingKey, type SigningKey } from './signing-key.ts';

export interface PacketParts {
  /** The charter's scheme; absent: Countersign's own table. */
  readonly riskScheme: NonNullable<Charter['riskScheme']>;
  readonly sample: boolean;
  /** The charter asks for the members' own signatures. */
  readonly countersigned: boolean;
  readonly outcome: 'approved' | 'approved-with-conditions' | 'rejected';
  readonly hazards: readonly Hazard[];
  readonly conditions: readonly StatedCondition[];
  readonly choices: readonly Choice[];
  readonly dissent: string | null;
  readonly recused: boolean;
  readonly baseline: boolean;
}

export interface PacketWorld {
  readonly basis: PacketBasis;
  readonly roster: Roster;
  readonly members: readonly { readonly member: RosterMember; readonly key: SigningKey }[];
  readonly root: SigningKey;
  /** Everything that the revision is made of, by digest. */
  readonly objects: ReadonlyMap<Digest, Uint8Array>;
  /** An act of the member at that place, signed. */
  sign<T extends ActType>(by: number, type: T, body: ActBody<T>, claimedAt: string): SignedAct;
}

export interface SignedAct { readonly type: ActType; readonly act: Digest; readonly envelope: Envelope; readonly by: Omit<SignedBy, 'firstSeenAt'> }

const at = (text: string): Instant => text as Instant;
const people = [
  ['helena-brandt', 'Helena Brandt', 'secretariat', ['secretary', 'submitter']],
  ['ingrid-solberg', 'Dr Ingrid Solberg', 'ml-robustness', ['voter']],
  ['amara-okafor', 'Amara Okafor', 'legal', ['voter', 'counsel']],
  ['rafael-quintero', 'Dr Rafael Quintero', 'domain', ['voter']],
  ['mei-ling-hoang', 'Dr Mei-Ling Hoang', 'domain', ['voter']],
  ['tomasz-wieczorek', 'Tomasz Wieczorek', 'ml-robustness', ['voter']],
] as const;

const plainCharter: Charter = {
  name: 'Northlight AI Safety Review Board', minimumVotes: 3, requiredDisciplines: ['ml-robustness', 'legal', 'domain'] as Discipline[], majority: 'simple', residualBar: 'high', validityDays: 180,
  thresholds: [{ evidence: null, metric: 'robust_acc', variant: 'Linf, eps 8/255', op: '>=', value: 55, unit: 'percent', reason: 'Agreed for all image models.' }],
};

export const conditions: readonly StatedCondition[] = [
  { id: 'C-1' as ItemId, text: 'Enforce the 12-tool allow-list of Annex B in the serving image; deliver the signed configuration statement. Hazard H-007.', dueOn: '2026-12-11' as Day, obliged: 'Halden Compute AS', clause: 'MSA § 9.3 (c)', state: 'open' },
  { id: 'C-2' as ItemId, text: 'Repeat the robustness run with at least 8,000 cases; the lower 95 % bound must not fall below 55 %. Hazard H-014.', dueOn: '2027-01-15' as Day, obliged: 'Halden Compute AS', clause: 'MSA § 9.3 (b)', state: 'open' },
];

const harms = [
  'Uplift for the synthesis of toxic agents', 'Prompt injection takes control of the agent', 'Agent calls a tool outside the allow-list', 'Personal data from training is reproduced',
  'Confident wrong dosage in clinical summaries', 'Refusals are weaker in Norwegian and Polish', 'Quantised build differs from the reviewed one', 'Support staff can read conversation logs',
] as const;
const measures = ['refusal training', 'input classifier', 'isolation of tool output', 'allow-list in the serving layer', 'de-duplication and canaries', 'two-person log access'] as const;

/** `count` hazards whose scores spread over the grid, always the same. */
export function hazards(count: number): Hazard[] {
  return Array.from({ length: count }, (_, i) => {
    const severity = 2 + ((i * 7) % 9), likelihood = 2 + ((i * 5) % 8), detectability = 2 + ((i * 3) % 8);
    return {
      id: `H-${String(i + 1).padStart(3, '0')}` as ItemId, title: i < harms.length ? harms[i]! : `${harms[i % harms.length]!}, case ${Math.floor(i / harms.length) + 1}`, effects: ['Harm to a person'], causes: ['Misuse'], owner: 'Halden Compute AS',
      inherent: { severity, likelihood, detectability }, residual: { severity, likelihood: Math.max(1, likelihood - 3), detectability: Math.max(1, detectability - 1) },
      mitigations: [{ id: `M-${String((i % 20) + 1).padStart(2, '0')}` as ItemId, title: measures[i % measures.length]!, kind: 'reduce' as const, evidence: i % 5 === 4 ? [] : ['E-001' as ItemId] }],
      evidence: i % 5 === 4 ? [] : [`E-00${(i % 4) + 1}` as ItemId], note: null,
    };
  });
}

interface Piece { readonly id: ItemId; readonly title: string; readonly neutral: Evidence; readonly files: readonly ReturnType<typeof rawFile>[] }

function pieces(): Piece[] {
  const piece = (id: string, title: string, files: ReturnType<typeof rawFile>[], format: string, answers: Parameters<typeof readEvidence>[0]['answers']): Piece => {
    const read = readEvidence({ files, format, kind: null, answers });
    if (!read.ok) throw new Error(JSON.stringify(read.trouble));
    return { id: id as ItemId, title, neutral: read.value.evidence, files };
  };
  const decaying = (epoch: number): string => (22 + 60 * Math.exp(-epoch / 12) + 2 * Math.sin(epoch)).toFixed(3);
  return [
    piece('E-001', 'Adversarial robustness on CIFAR-10, AutoAttack', [rawFile('evidence/cifar10.json', modelInfo())], 'robustbench', { norm: 'Linf', n: 10000 }),
    piece('E-002', 'ACAS Xu properties 1 to 10', [rawFile('evidence/acasxu.csv', vnnRows('unsat', 'unsat', 'unsat', 'sat', 'timeout', 'unsat', 'unsat'))], 'vnncomp-results', { polarity: 'states-negation' }),
    piece('E-003', 'Safe navigation, PPO-Lagrangian, PointGoal1', [rawFile('evidence/progress.txt', progress(120, decaying)), rawFile('evidence/config.json', runConfig(120))], 'safety-starter-agents', {}),
    piece('E-004', 'Safe navigation, shorter run', [rawFile('evidence/b/progress.txt', progress(60, (epoch) => (30 + 20 * Math.exp(-epoch / 20)).toFixed(3))), rawFile('evidence/b/config.json', runConfig(60))], 'safety-starter-agents', {}),
  ];
}

/** Builds the world; `parts` says what differs from an approval with two conditions, one dissent and one recusal. */
export async function packetWorld(parts: Partial<PacketParts> = {}): Promise<PacketWorld> {
  const { sample = false, outcome = 'approved-with-conditions', baseline = true, recused = true } = parts;
  const charter: Charter = { ...plainCharter, ...(parts.riskScheme === undefined ? {} : { riskScheme: parts.riskScheme }), ...(parts.countersigned === true ? { packets: 'countersigned' as const } : {}) };
  const given = parts.conditions ?? (outcome === 'approved-with-conditions' ? conditions : []);
  const dissent = parts.dissent === undefined ? 'I vote to reject. The classifier that guards H-002 was not shown to be robust: one property timed out. A severity of 9 should not rest on a benchmark of known prompts alone. I would approve once every property is decided.' : parts.dissent;
  const choices = parts.choices ?? (outcome === 'rejected' ? ['reject', 'reject', 'approve', 'reject'] : ['approve-with-conditions', 'approve-with-conditions', 'approve-with-conditions', 'reject']);
  const root = signingKey();
  let serial = 0;
  const ids = { random: (length: number) => new Uint8Array(length).fill(++serial), id: () => '7'.repeat(32) };
  const signer = { publicKey: () => Promise.resolve(ok(root.spki)), sign: ({ message }: { message: Uint8Array }) => Promise.resolve(ok(root.sign(message))), lock: () => Promise.resolve() };
  const issuing: Issuing = { signer, ids, passphrase: 'passphrase', board: charter.name, sample, root: root.spki, issuedAt: at('2026-01-05T08:00:00.000Z') };
  const members = await Promise.all(people.map(async ([id, name, discipline, roles]) => {
    const key = signingKey();
    const certificate = await issueMemberCertificate(issuing, { member: id as MemberId, name, discipline: discipline as Discipline, key: key.spki });
    if (!certificate.ok) throw new Error(certificate.trouble.code);
    const member: RosterMember = { id: id as MemberId, name, discipline: discipline as Discipline, roles: [...roles], key: key.publicKey, certificate: toBase64(certificate.value), ecdh: key.publicKey.spki, status: 'active' };
    return { member, key, certificate: certificate.value };
  }));
  const roster: Roster = {
    format: 1, kind: 'roster', seq: 0, previous: null, sample, issuedAt: at('2026-01-05T08:00:00.000Z'), expiresAt: at('2028-01-05T08:00:00.000Z'), charter, ca: root.publicKey, rootKeys: [root.publicKey], threshold: 1,
    members: members.map(({ member }) => member),
  };
  const rosterBytes = canonicalBytes(roster);
  const board = sha256(rosterBytes);
  const ca = await makeAuthority(issuing, board);
  if (!ca.ok) throw new Error(ca.trouble.code);

  const register: HazardRegister = { format: 1, kind: 'hazard-register', hazards: [...(parts.hazards ?? hazards(31))] };
  const thresholds: Threshold[] = [
    { evidence: 'E-001' as ItemId, metric: 'clean_acc', variant: null, op: '>=', value: 85, unit: 'percent', reason: 'Usefulness.' },
    { evidence: 'E-001' as ItemId, metric: 'corruption_acc', variant: null, op: '>=', value: 70, unit: 'percent', reason: 'Weather.' },
  ];
  const submitted = pieces();
  const made = makeRevision({
    dossier: 'aurora-7b-2.3' as DossierId, product: { id: 'aurora-7b' as ProductId, name: 'Aurora-7B', release: '2.3', vendor: 'Halden Compute AS' },
    intendedUse: 'Text assistant and tool-using agent for business customers in the EEA and the United Kingdom, in nine languages, with at most the 12 tools of Annex B and a person confirming each irreversible action.',
    notCovered: ['Image input', 'Derivatives', 'Other tool servers', 'Other languages'], owners: ['Halden Compute AS'],
    artifacts: [
      { name: 'aurora-7b-2.3.safetensors', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 14_480_000_000 },
      { name: 'registry.halden.example/aurora-serve:2.3.0', kind: 'oci', digest: sha256(new Uint8Array([2])), sizeBytes: null },
    ],
    register, evidence: submitted,
    documents: [{ id: 'D-1' as ItemId, title: 'Design record DR-4', mediaType: 'text/markdown', file: rawFile('documents/design.md', '# Design\n'.repeat(400)) }], thresholds,
  }, sha256);
  if (!made.ok) throw new Error(JSON.stringify(made.trouble));

  const statementOf = <T extends ActType>(by: number, type: T, body: ActBody<T>, claimedAt: Instant): SignedAct => {
    const { member, key } = members[by]!;
    const payload = canonicalBytes({ format: 1, kind: 'act', board, sample, member: member.id, claimedAt, type, body });
    return { type, act: sha256(payload), envelope: signedBy([key], payloadTypes.act, payload), by: { act: sha256(payload), member: member.id, name: member.name, discipline: member.discipline, certificate: sha256(members[by]!.certificate), claimedAt } };
  };
  const on = { dossier: 'aurora-7b-2.3' as DossierId, revision: made.value.digest };
  const published = statementOf(0, 'revision.published/1', { ...on, note: null }, at('2026-11-09T08:00:00.000Z'));
  const reasons = [
    'No residual hazard is out of reach of a named owner. The robustness figure clears the limit with room; the navigation run keeps its cost limit on average.',
    'The obligations are enforceable under clause 9.3. C-1 closes the gap between the allow-list as reviewed and the serving image as shipped.',
    'E-001 is sufficient for H-002; the timed-out property is not counted in favour of the release.',
    'One property was violated and one timed out.',
  ];
  const voting = choices.map((choice, i) => {
    const isDissent = choice === 'reject' && outcome !== 'rejected' || choice === 'approve' && outcome === 'rejected';
    const body = { ...on, choice, reason: reasons[i] ?? '', conditions: choice === 'approve-with-conditions' ? given.map(({ state: _, ...condition }) => condition) : [], dissent: isDissent ? dissent : null, scope: { hazards: register.hazards.length, evidence: 4, documents: 1 }, unread: [] };
    const signed = statementOf(i + 1, 'vote.given/1', body, at(`2026-11-18T15:${String(22 + i * 5).padStart(2, '0')}:07.000Z`));
    const vote: BasisVote = { ...signed.by, firstSeenAt: at(i === 1 ? '2026-11-19T08:02:31.000Z' : `2026-11-18T15:${String(22 + i * 5).padStart(2, '0')}:09.000Z`), choice, reason: body.reason, unread: 0 };
    return { signed, vote, dissent: body.dissent };
  });
  const recusal = recused ? statementOf(5, 'recusal.declared/1', { dossier: on.dossier, reason: 'I was a paid adviser to Halden Compute AS until March 2026. I received no evidence after 9 November.' }, at('2026-11-09T10:05:12.000Z')) : null;
  const validFrom = at('2026-11-19T09:10:00.000Z'), validUntil = at('2027-05-18T23:59:59.999Z');
  const decision = statementOf(0, 'decision.recorded/1', {
    ...on, outcome, votes: voting.map(({ signed }) => signed.act), recusals: recusal === null ? [] : [recusal.act], dissents: voting.filter(({ dissent: text }) => text !== null).map(({ signed }) => signed.act),
    conditions: given.map(({ state: _, ...condition }) => condition), charter: sha256(canonicalBytes(charter)), roster: board, validFrom, validUntil,
    reason: outcome === 'rejected' ? 'The evidence does not support the stated use: a safety property is violated.' : 'The benefits of the stated use outweigh the residual risk, provided that the two gaps named below are closed in time.',
  }, at('2026-11-19T09:10:00.000Z'));
  const evidence: BasisEvidence[] = made.value.revision.evidence.map((entry) => {
    const { neutral } = submitted.find(({ id }) => id === entry.id)!;
    return { entry, evidence: neutral, bytes: made.value.objects.get(entry.object)!, judgement: judgeEvidence(entry.id, neutral, made.value.revision.thresholds, charter.thresholds) };
  });
  const issuer = members[0]!;
  const basis: PacketBasis = {
    board: { id: board, name: charter.name, sample }, ca: ca.value, trustFile: 'northlight-root.pem', number: 'NSRB-2026-017', issuedAt: at('2026-11-19T09:12:44.000Z'),
    issuer: { member: issuer.member.id, name: issuer.member.name, key: issuer.key.publicKey.keyId, certificate: issuer.certificate },
    charter: { charter, digest: sha256(canonicalBytes(charter)) }, roster: { digest: board, seq: 0, chain: [signedBy([root], payloadTypes.roster, rosterBytes)] },
    revision: { revision: made.value.revision, digest: made.value.digest, bytes: made.value.bytes }, register: { register, bytes: made.value.objects.get(made.value.revision.hazards.object)! }, evidence,
    decision: { act: decision.act, outcome, reason: outcome === 'rejected' ? 'The evidence does not support the stated use: a safety property is violated.' : 'The benefits of the stated use outweigh the residual risk, provided that the two gaps named in the conditions are closed in time.', validFrom, validUntil },
    votes: voting.map(({ vote }) => vote),
    dissents: voting.flatMap(({ vote: { choice: _choice, reason: _reason, unread: _unread, ...by }, dissent: text }) => (text === null ? [] : [{ ...by, text, counted: true }])),
    recusals: recusal === null ? [] : [{ ...recusal.by, firstSeenAt: at('2026-11-09T10:05:13.000Z'), reason: 'I was a paid adviser to Halden Compute AS until March 2026. I received no evidence after 9 November.' }],
    conditions: given,
    rules: [
      { rule: 'Q-1', result: 'passed', text: '4 votes counted, 3 needed.' }, { rule: 'Q-2', result: 'passed', text: 'ML robustness 1, legal 1, domain 2; one of each needed.' }, { rule: 'Q-3', result: 'passed', text: '3 of 4 votes approve; more than half needed.' },
      { rule: 'Q-4', result: 'passed', text: 'No blocker is open.' }, { rule: 'Q-5', result: 'passed', text: 'The approval carries conditions.' }, { rule: 'R-2', result: 'passed', text: 'The recusal did not lower the minimum of 3.' }, { rule: 'P-2', result: 'passed', text: 'Valid 180 days; the charter allows 180.' },
    ],
    quorum: { eligible: 4, counted: voting.length, needed: 3, met: true },
    findings: [
      { severity: 'blocker', item: 'H-007' as ItemId, name: 'Amara Okafor', text: 'The serving image does not show that the allow-list is enforced.', resolution: 'C-1 asks for the signed configuration statement; counsel accepts this.' },
      { severity: 'minor', item: 'E-002' as ItemId, name: 'Dr Mei-Ling Hoang', text: 'The timeout of 300 seconds is short for this network.', resolution: null },
    ],
    baseline: baseline ? {
      release: 'Aurora-7B 2.2', packet: 'NSRB-2026-009', revision: sha256(new Uint8Array([9])), changes: [
        { item: 'M-11', what: 'Tool-call confirmation', before: 'every call', after: 'first in session', change: '–', reading: 'Weakened', weakens: true },
        { item: 'H-014', what: 'Residual RPN, prompt injection', before: '24', after: '36', change: '+12', reading: 'Re-scored up', weakens: true },
        { item: 'H-029 to H-031', what: 'Hazards added', before: '28', after: '31', change: '+3', reading: 'Added', weakens: false },
        { item: 'E-001', what: 'Robust accuracy, %', before: '58.10', after: '59.53', change: '+1.43', reading: 'Better, beyond noise', weakens: false },
      ],
    } : null,
    withheld: 3,
    ...(parts.countersigned === true ? { countersigners: voting.map(({ vote: { reason: _reason, unread: _unread, ...by } }) => ({ ...by, key: members.find(({ member }) => member.id === by.member)!.key.publicKey.keyId })) } : {}),
    signOffs: [published, ...voting.map(({ signed }) => signed), ...(recusal === null ? [] : [recusal]), decision],
  };
  return { basis, roster, members, root, objects: made.value.objects, sign: (by, type, body, claimedAt) => statementOf(by, type, body, at(claimedAt)) };
}

/** Signs as the issuer, whatever the purpose. */
export const issuerSign = (world: PacketWorld) => (_purpose: 'statement' | 'packet', message: Uint8Array) => Promise.resolve(ok(world.members[0]!.key.sign(message)));

