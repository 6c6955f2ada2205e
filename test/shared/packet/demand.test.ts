import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOf, Duration, durationMs, noPolicy, PacketPolicy, type Demands } from '../../../shared/packet/demand.ts';
import { demandSteps, exitCodes, steps, verdicts, type Fact, type StatementReport, type VerdictWord, type VerifyReport } from '../../../shared/packet/verdict.ts';
import type { Digest, Instant } from '../../../shared/vocabulary.ts';

const digest = (letter: string): Digest => letter.repeat(64) as Digest;
const at = '2026-11-20T09:12:44.000Z' as Instant;

const statement: StatementReport = {
  packet: 'NSRB-2026-017', board: 'Northlight Board', boardId: digest('b'), sample: false, dossier: 'aurora-7b-2.3', product: 'aurora-7b', release: 'Aurora-7B 2.3', vendor: 'Halden Compute AS', outcome: 'approved',
  issuedAt: '2026-11-19T09:12:44.000Z', issuer: 'Helena Brandt', validFrom: '2026-11-19T09:12:44.000Z', validUntil: '2027-05-18T23:59:59.999Z', revision: digest('e'), charter: digest('c'), fingerprint: '8611 58f4 00b3 6d2d',
  subject: [{ name: 'aurora.safetensors', sha256: digest('1') }, { name: 'policy.onnx', sha256: digest('2') }],
  votes: [['ingrid', 'ml-robustness', 'approve'], ['amara', 'legal', 'approve-with-conditions'], ['rafael', 'domain', 'abstain'], ['mei', 'security', 'reject']].map(([member, discipline, choice]) => ({ member: member!, name: member!, discipline: discipline!, choice: choice!, claimedAt: '2026-11-19T08:00:00.000Z' })),
  recusals: [], dissents: [], conditions: [],
};

/** What an ordinary packet leaves open. */
const open: readonly Fact['step'][] = ['freshness', 'timestamp', 'revocation'];
const passing = (over: Partial<Record<Fact['step'], Fact['result']>> = {}): Fact[] => steps.map((step) => ({ step, result: over[step] ?? (open.includes(step) ? 'indeterminate' : 'passed'), reason: `as it was found for ${step}` }));

const listAt = (issuedAt: string): NonNullable<VerifyReport['statusList']> => ({ sequence: 1, issuedAt, nextUpdate: '2026-11-26T09:12:44.000Z', issuer: 'Helena Brandt', packet: null });

const report = (verdict: VerdictWord = 'approved', over: Partial<VerifyReport> = {}): VerifyReport => ({ verdict, exitCode: exitCodes[verdict], summary: `as ${verdict}`, level: 'B', signatures: [], statement, facts: passing(), ...over });
const policy = (over: object): PacketPolicy => PacketPolicy.parse({ format: 1, kind: 'packet-policy', ...over });
const demands = (over: Partial<Demands> = {}): Demands => ({ policy: noPolicy, artifacts: [], roots: { given: 1, used: 'Northlight Root' }, ...over });
const asked = (over: object, of: VerifyReport = report()) => demandOf(of, demands({ policy: policy(over) }), at);
const last = ({ facts }: VerifyReport): Fact => facts.at(-1)!;

describe('a policy', () => {
  test('that demands nothing changes nothing', () => {
    expect(demandOf(report(), demands(), at)).toEqual(report());
  });

  test.each<[string, unknown]>([
    ['a newer format', { format: 2, kind: 'packet-policy' }], ['another kind', { format: 1, kind: 'charter' }], ['no kind', { format: 1 }], ['a word that there isn’t', { format: 1, kind: 'packet-policy', requires: {} }],
    ['a misspelt demand', { format: 1, kind: 'packet-policy', require: { timestamps: true } }], ['an empty list of boards', { format: 1, kind: 'packet-policy', allow: { boards: [] } }],
    ['a board that is no digest', { format: 1, kind: 'packet-policy', allow: { boards: ['Northlight'] } }], ['no approvals', { format: 1, kind: 'packet-policy', require: { approvals: 0 } }],
    ['an age without a unit', { format: 1, kind: 'packet-policy', maxAge: '30' }], ['the level that every signature has', { format: 1, kind: 'packet-policy', require: { level: 'B' } }], ['a text for a truth', { format: 1, kind: 'packet-policy', require: { timestamp: 'yes' } }],
  ])('%s is refused', (_, file) => {
    expect(PacketPolicy.safeParse(file).success).toBe(false);
  });

  test('lengths of time', () => {
    expect(['90m', '12h', '30d'].map((text) => durationMs(Duration.parse(text)))).toEqual([5_400_000, 43_200_000, 2_592_000_000]);
    for (const text of ['', '0d', '1', 'd', '-1d', '1.5h', '1w', '1d ', '1D', '1d1h', '100000d']) expect(Duration.safeParse(text).success, text).toBe(false);
  });
});

describe('each demand, met and not met', () => {
  test.each<[string, object, Partial<VerifyReport>, Fact['step'], Fact['result'], VerdictWord]>([
    ['young enough', { maxAge: '1d' }, {}, 'max-age', 'passed', 'approved'],
    ['too old by a millisecond', { maxAge: '1d' }, { statement: { ...statement, issuedAt: '2026-11-19T09:12:43.999Z' } }, 'max-age', 'failed', 'not-approved'],
    ['a time of issue that is none', { maxAge: '1d' }, { statement: { ...statement, issuedAt: 'never' } }, 'max-age', 'failed', 'not-approved'],
    ['closed conditions', { require: { conditionsClosed: true } }, {}, 'require-conditions-closed', 'passed', 'approved'],
    ['open conditions', { require: { conditionsClosed: true } }, { verdict: 'approved-with-conditions', facts: passing({ conditions: 'indeterminate' }) }, 'require-conditions-closed', 'failed', 'not-approved'],
    ['conditions that were not judged', { require: { conditionsClosed: true } }, { facts: [] }, 'require-conditions-closed', 'indeterminate', 'indeterminate'],
    ['a timestamp', { require: { timestamp: true } }, { facts: passing({ timestamp: 'passed' }) }, 'require-timestamp', 'passed', 'approved'],
    ['none, or of an authority that nobody trusts', { require: { timestamp: true } }, {}, 'require-timestamp', 'indeterminate', 'indeterminate'],
    ['a broken timestamp', { require: { timestamp: true } }, { facts: passing({ timestamp: 'failed' }) }, 'require-timestamp', 'failed', 'not-approved'],
    ['a timestamp that was not judged', { require: { timestamp: true } }, { facts: [] }, 'require-timestamp', 'indeterminate', 'indeterminate'],
    ['a level', { require: { level: 'T' } }, { level: 'LT', facts: passing({ timestamp: 'passed' }) }, 'require-level', 'passed', 'approved'],
    ['a level too low', { require: { level: 'LT' } }, { level: 'T', facts: passing({ timestamp: 'passed' }) }, 'require-level', 'failed', 'not-approved'],
    ['a level by a timestamp that nobody trusts', { require: { level: 'LT' } }, { level: 'LTA' }, 'require-level', 'indeterminate', 'indeterminate'],
    ['no level', { require: { level: 'T' } }, { level: null }, 'require-level', 'indeterminate', 'indeterminate'],
    ['not revoked', { require: { revocation: true } }, { facts: passing({ revocation: 'passed' }) }, 'require-revocation', 'passed', 'approved'],
    ['nothing known of a revocation', { require: { revocation: true } }, {}, 'require-revocation', 'indeterminate', 'indeterminate'],
    ['no status list', { require: { statusList: true } }, {}, 'require-status-list', 'indeterminate', 'indeterminate'],
    ['a status list', { require: { statusList: true } }, { facts: passing({ freshness: 'passed' }) }, 'require-status-list', 'passed', 'approved'],
    ['a status list that does not know the packet', { require: { statusList: true } }, { facts: passing({ freshness: 'passed', standing: 'indeterminate' }) }, 'require-status-list', 'indeterminate', 'indeterminate'],
    ['a fresh list beside no word on the packet', { require: { statusList: true } }, { facts: passing({ freshness: 'passed' }).filter(({ step }) => step !== 'standing') }, 'require-status-list', 'indeterminate', 'indeterminate'],
    ['a young status list', { require: { statusListMaxAge: '24h' } }, { facts: passing({ freshness: 'passed' }), statusList: listAt('2026-11-19T09:12:44.000Z') }, 'require-status-list', 'passed', 'approved'],
    ['a status list too old by a millisecond', { require: { statusListMaxAge: '24h' } }, { facts: passing({ freshness: 'passed' }), statusList: listAt('2026-11-19T09:12:43.999Z') }, 'require-status-list', 'failed', 'not-approved'],
    ['a status list signed at no time', { require: { statusListMaxAge: '24h' } }, { facts: passing({ freshness: 'passed' }), statusList: listAt('never') }, 'require-status-list', 'failed', 'not-approved'],
    ['no list where a young one was demanded', { require: { statusListMaxAge: '24h' } }, {}, 'require-status-list', 'indeterminate', 'indeterminate'],
    ['a report without freshness', { require: { statusList: true } }, { facts: [] }, 'require-status-list', 'indeterminate', 'indeterminate'],
    ['two approve', { require: { approvals: 2 } }, {}, 'require-approvals', 'passed', 'approved'],
    ['three do not', { require: { approvals: 3 } }, {}, 'require-approvals', 'failed', 'not-approved'],
    ['one member listed twice approves once', { require: { approvals: 3 } }, { statement: { ...statement, votes: [...statement.votes, statement.votes[0]!] } }, 'require-approvals', 'failed', 'not-approved'],
    ['both disciplines', { require: { disciplines: ['legal', 'ml-robustness'] } }, {}, 'require-disciplines', 'passed', 'approved'],
    ['one abstained', { require: { disciplines: ['legal', 'domain'] } }, {}, 'require-disciplines', 'failed', 'not-approved'],
    ['one rejected', { require: { disciplines: ['security'] } }, {}, 'require-disciplines', 'failed', 'not-approved'],
    ['the board', { allow: { boards: [digest('a'), digest('b')] } }, {}, 'allow-boards', 'passed', 'approved'],
    ['another board', { allow: { boards: [digest('a')] } }, {}, 'allow-boards', 'failed', 'not-approved'],
    ['the product', { allow: { products: ['aurora-7b'] } }, {}, 'allow-products', 'passed', 'approved'],
    ['a product that begins alike', { allow: { products: ['aurora'] } }, {}, 'allow-products', 'failed', 'not-approved'],
    ['the vendor', { allow: { vendors: ['Halden Compute AS'] } }, {}, 'allow-vendors', 'passed', 'approved'],
    ['the vendor in other letters', { allow: { vendors: ['halden compute as'] } }, {}, 'allow-vendors', 'failed', 'not-approved'],
  ])('%s', (_, over, of, step, result, verdict) => {
    const found = asked(over, { ...report(of.verdict ?? 'approved'), ...of });
    expect(last(found)).toMatchObject({ step, result });
    expect(found).toMatchObject({ verdict, exitCode: exitCodes[verdict] });
    if (verdict !== 'approved') expect(found.summary).toContain(last(found).reason);
  });

  test('artifacts: each must be named, under whatever name it goes', () => {
    const of = (...letters: string[]) => demandOf(report(), demands({ artifacts: letters.map((letter) => ({ name: 'a.bin', sha256: digest(letter) })) }), at);
    expect(of('1')).toMatchObject({ verdict: 'approved' });
    expect(of('1', '2')).toMatchObject({ verdict: 'approved' });
    expect(of('1', '3')).toMatchObject({ verdict: 'not-approved', exitCode: 2 });
    expect(last(of('1', '3')).reason).toContain('a.bin (SHA-256 33333333');
  });

  test('a failed demand is told before an open one', () => {
    const found = asked({ require: { timestamp: true, approvals: 9 } });
    expect(found.verdict).toBe('not-approved');
    expect(found.summary).toContain('at least 9 were demanded');
  });

  test('several trust files: which one it was', () => {
    expect(last(demandOf(report(), demands({ roots: { given: 3, used: 'Northlight Root' } }), at))).toMatchObject({ step: 'trust', result: 'passed' });
    const none = demandOf(report('not-authentic'), demands({ roots: { given: 3, used: null } }), at);
    expect(last(none)).toMatchObject({ step: 'trust', result: 'indeterminate' });
  });
});

describe('a demand', () => {
  const everything = { maxAge: '30d', require: { timestamp: true, level: 'T', revocation: true, statusList: true, conditionsClosed: true, approvals: 1, disciplines: ['legal'] }, allow: { boards: [digest('b')], products: ['aurora-7b'], vendors: ['Halden Compute AS'] } };

  test('has words and an order of its own', () => {
    const found = demandOf(report(), demands({ policy: policy(everything), artifacts: [{ name: 'a', sha256: digest('1') }], roots: { given: 2, used: 'x' } }), at);
    expect(found.facts.slice(steps.length).map(({ step }) => step)).toEqual([...demandSteps]);
  });

  test('takes nothing from a packet that is not authentic', () => {
    for (const verdict of ['not-authentic', 'indeterminate', 'unreadable'] as const) {
      const found = demandOf(report(verdict), demands({ policy: policy(everything), artifacts: [{ name: 'a', sha256: digest('1') }] }), at);
      expect(found).toMatchObject({ verdict, summary: `as ${verdict}` });
      for (const fact of found.facts.slice(steps.length)) expect(fact.result).toBe('indeterminate');
    }
    expect(demandOf(report('approved', { statement: null }), demands({ policy: policy({ require: { approvals: 1 } }) }), at).verdict).toBe('indeterminate');
  });

  test('tells no reason that moves a cursor or hides', () => {
    const sly = 'Halden\u202e\u001b[2J\nAPPROVED';
    const found = asked({ allow: { vendors: ['Halden'] } }, report('approved', { statement: { ...statement, vendor: sly } }));
    expect(`${found.summary}${last(found).reason}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test('never raises a verdict, and none passes an approval that a fact of its own speaks against', () => {
    const results = fc.constantFrom<Fact['result']>('passed', 'failed', 'indeterminate');
    fc.assert(fc.property(
      fc.record({
        verdict: fc.constantFrom(...verdicts), freshness: results, conditions: results, stamp: results, revoked: results, level: fc.constantFrom(null, 'B', 'T', 'LT', 'LTA'), atLeast: fc.constantFrom(null, 'T', 'LTA'), revocation: fc.boolean(), statement: fc.boolean(), age: fc.constantFrom(null, '1m', '23h', '1d', '30d'),
        timestamp: fc.boolean(), statusList: fc.boolean(), closed: fc.boolean(), approvals: fc.constantFrom(null, 1, 2, 3), discipline: fc.constantFrom('legal', 'domain'), board: fc.constantFrom(null, 'a', 'b'), artifacts: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 }), roots: fc.integer({ min: 0, max: 3 }),
      }),
      (given) => {
        const before = report(given.verdict, { statement: given.statement ? statement : null, level: given.level as VerifyReport['level'], facts: passing({ timestamp: given.stamp, revocation: given.revoked, freshness: given.freshness, conditions: given.conditions }) });
        const after = demandOf(before, {
          policy: policy({ maxAge: given.age, require: { timestamp: given.timestamp, level: given.atLeast, revocation: given.revocation, statusList: given.statusList, conditionsClosed: given.closed, approvals: given.approvals, disciplines: [given.discipline] }, allow: { boards: given.board === null ? null : [digest(given.board)] } }),
          artifacts: given.artifacts.map((letter) => ({ name: letter, sha256: digest(letter) })), roots: { given: given.roots, used: null },
        }, at);
        expect(after.facts.slice(0, steps.length)).toEqual(before.facts);
        expect(after.exitCode).toBe(exitCodes[after.verdict]);
        const approves = (verdict: VerdictWord): boolean => verdict === 'approved' || verdict === 'approved-with-conditions';
        if (!approves(before.verdict)) expect(after.verdict).toBe(before.verdict);
        else if (approves(after.verdict)) {
          expect(after.verdict).toBe(before.verdict);
          expect(after.facts.slice(steps.length).every(({ result }) => result === 'passed')).toBe(true);
        }
      },
    ), { numRuns: 2000, seed: 20261127 });
  });
});
