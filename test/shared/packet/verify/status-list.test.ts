import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Roster } from '../../../../shared/board/roster.ts';
import { canonicalBytes } from '../../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import { payloadTypes } from '../../../../shared/bytes/envelope.ts';
import { encodeUtf8 } from '../../../../shared/bytes/utf8.ts';
import { compareLists, listedStates, mostListed, StatusList, statusListFault, type ListedPacket } from '../../../../shared/packet/status-list.ts';
import { judgeStatusList, type GivenList } from '../../../../shared/packet/verify/status-list.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { VerifyReport, type Check, type Step } from '../../../../shared/packet/verdict.ts';
import type { Digest, Instant } from '../../../../shared/vocabulary.ts';
import { parentPacket, sealedCopy } from '../../../builders/packet-copy.ts';
import { plainApproval, sealedPacket, sealPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { signedBy, signingKey } from '../../../builders/signing-key.ts';
import { given, listed, nextListAt, otherPacket, signedListBytes, statusListOf, type Signing } from '../../../builders/status-list.ts';
import { nextRoster as rosterAfter, succession, type NextRoster, type Succession } from '../../../builders/succession.ts';

const at = (text: string): Instant => text as Instant;
const since = at('2026-11-19T09:40:00.000Z');
const against = (state: ListedPacket['state']): Partial<ListedPacket> => ({ state, since, reason: 'The evaluation was run on another build.', supersededBy: state === 'superseded' ? { number: '2026-aurora-7b-2.3-02', packet: sha256(new Uint8Array([7])) } : null });

let packet: SealedPacket, other: SealedPacket;
beforeAll(async () => {
  packet = await sealedPacket();
  other = await sealedPacket(plainApproval);
});

const listBytes = (over: Partial<StatusList> = {}, entry: Partial<ListedPacket> = {}, signing: Signing = {}): Uint8Array<ArrayBuffer> =>
  signedListBytes(packet.world, statusListOf(packet.world, [listed(packet, entry), otherPacket(1), otherPacket(2)], over), signing);
const verify = (lists: readonly GivenList[], instant?: Instant, bytes = packet.bytes): Promise<VerifyReport> => verifyPacket(bytes, verifyOptions(packet.trust, { statusLists: lists, ...(instant === undefined ? {} : { at: instant }) }));
const fact = (report: VerifyReport, step: Step): Check['result'] | undefined => report.facts.find((one) => one.step === step)?.result;
const told = (report: VerifyReport) => ({ verdict: report.verdict, standing: fact(report, 'standing'), freshness: fact(report, 'freshness') });

const nextRoster = (change: (roster: Roster) => Roster): NextRoster => rosterAfter(packet.world, change);

describe('a list that a secretary of the board signed', () => {
  test('makes a packet fresh; the report says which list', async () => {
    const report = await verify([given(listBytes())]);
    expect(told(report)).toEqual({ verdict: 'approved', standing: 'passed', freshness: 'passed' });
    expect(report.statusList).toEqual({ sequence: 1, issuedAt: '2026-11-19T10:12:44.000Z', nextUpdate: nextListAt, issuer: 'Helena Brandt', packet: { number: 'NSRB-2026-017', state: 'issued', since: packet.world.basis.issuedAt, reason: null, supersededBy: null } });
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test('without one the report is the same as ever: freshness open, no standing, approved', async () => {
    const report = await verify([]);
    expect(told(report)).toEqual({ verdict: 'approved', standing: undefined, freshness: 'indeterminate' });
    expect(Object.keys(report)).not.toContain('statusList');
  });

  test.each(['revoked', 'superseded', 'contested'] as const)('a %s packet is not approved, and the line says since when and why', async (state) => {
    const report = await verify([given(listBytes({}, against(state)))]);
    expect(told(report)).toEqual({ verdict: 'not-approved', standing: 'failed', freshness: 'passed' });
    expect(report.exitCode).toBe(2);
    expect(report.summary).toContain('since 19 November 2026');
    expect(report.summary).toContain('The evaluation was run on another build.');
    expect(report.statusList?.packet?.state).toBe(state);
  });

  test('a packet that the signer could not judge leaves the verdict open', async () => {
    expect(told(await verify([given(listBytes({}, { state: 'not-judged' }))]))).toEqual({ verdict: 'indeterminate', standing: 'indeterminate', freshness: 'passed' });
  });

  test('a packet that is not on it is unknown: the verdict is open, and no approval', async () => {
    const report = await verify([given(signedListBytes(packet.world, statusListOf(packet.world, [otherPacket(1)])))]);
    expect(told(report)).toEqual({ verdict: 'indeterminate', standing: 'indeterminate', freshness: 'passed' });
    expect(report.statusList?.packet).toBeNull();
  });

  test.each(['revoked', 'superseded', 'contested'] as const)('what is %s only after the time judged at stood then', async (state) => {
    expect(told(await verify([given(listBytes({}, against(state)))], at('2026-11-19T09:20:00.000Z')))).toMatchObject({ verdict: 'approved', standing: 'passed' });
  });

  test('a clock that is ten minutes behind does not hide a revocation', async () => {
    const late = { state: 'revoked', since: at('2026-11-20T09:09:59.000Z') } as const;
    expect(told(await verify([given(listBytes({}, late))]))).toMatchObject({ verdict: 'not-approved', standing: 'failed' });
  });
});

describe('a list that can’t be called current is never fresh', () => {
  test.each<[string, Partial<StatusList>, Instant | undefined]>([
    ['it ran out', {}, at('2026-11-26T10:12:44.001Z')], ['it was signed after the time judged at', { issuedAt: at('2026-11-20T09:30:00.000Z') }, undefined],
  ])('%s', async (_, over, instant) => {
    expect(told(await verify([given(listBytes(over))], instant))).toEqual({ verdict: 'approved', standing: 'passed', freshness: 'indeterminate' });
  });

  test('to the millisecond', async () => {
    expect(fact(await verify([given(listBytes())], nextListAt), 'freshness')).toBe('passed');
  });

  test('from before the packet’s issue it says nothing of it', async () => {
    const old = signedListBytes(packet.world, statusListOf(packet.world, [otherPacket(1)], { issuedAt: at('2026-11-18T08:00:00.000Z') }));
    expect(told(await verify([given(old)]))).toEqual({ verdict: 'approved', standing: undefined, freshness: 'indeterminate' });
  });

  test('a revocation counts all the same: it never expires', async () => {
    expect(told(await verify([given(listBytes({}, against('revoked')))], at('2027-03-01T00:00:00.000Z')))).toEqual({ verdict: 'not-approved', standing: 'failed', freshness: 'indeterminate' });
  });
});

describe('several lists', () => {
  const newer = { sequence: 2, issuedAt: at('2026-11-19T11:00:00.000Z') };

  test.each([[0, 1], [1, 0]])('the one with the higher sequence speaks, whichever comes first', async (...order) => {
    const lists = [given(listBytes({}, against('contested'))), given(listBytes(newer))];
    expect(told(await verify(order.map((index) => lists[index]!)))).toEqual({ verdict: 'approved', standing: 'passed', freshness: 'passed' });
  });

  test('a rolled back list beside the newer one is passed over', async () => {
    expect(told(await verify([given(listBytes()), given(listBytes(newer, against('contested')))]))).toMatchObject({ verdict: 'not-approved', standing: 'failed' });
  });

  test('a revocation counts from any authentic list, a newer one can’t undo it', async () => {
    expect(told(await verify([given(listBytes({}, against('revoked'))), given(listBytes(newer))]))).toEqual({ verdict: 'not-approved', standing: 'failed', freshness: 'passed' });
  });

  test('a forged one beside a good one still fails: somebody gave it on purpose', async () => {
    expect(told(await verify([given(listBytes()), given(listBytes(newer, {}, { key: signingKey() }))]))).toEqual({ verdict: 'not-approved', standing: 'passed', freshness: 'failed' });
  });

  test('a later roster weighs more than a high sequence', () => {
    const place = (seq: number, sequence: number) => ({ digest: sha256(new Uint8Array([seq])), list: { sequence, issuedAt: since, roster: { digest: sha256(new Uint8Array()), seq } } });
    expect(compareLists(place(2, 1), place(1, 999_999_999))).toBeGreaterThan(0);
  });
});

describe('what is no list of the board', () => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const cases: [string, () => Uint8Array | Promise<Uint8Array>][] = [
    ['nothing', () => new Uint8Array()],
    ['something else', () => encodeUtf8('{"revoked":[]}')],
    ['the signed list alone', () => encodeUtf8(JSON.stringify((JSON.parse(text(listBytes())) as { list: unknown }).list))],
    ['a byte behind it', () => new Uint8Array([...listBytes(), 10])],
    ['a space inside it', () => encodeUtf8(text(listBytes()).replace('{"format":1', '{ "format":1'))],
    ['members in another order', () => encodeUtf8(JSON.stringify({ kind: 'signed-status-list', format: 1, ...(JSON.parse(text(listBytes())) as object) }))],
    ['a member twice', () => encodeUtf8(text(listBytes()).replace('"kind":', '"format":1,"kind":'))],
    ['a member that there isn’t', () => encodeUtf8(text(listBytes()).replace('"kind":', '"hint":1,"kind":'))],
    ['a payload that is not canonical', () => {
      const payload = encodeUtf8(JSON.stringify({ ...statusListOf(packet.world, [listed(packet)]) }, null, 1));
      const envelope = signedBy([packet.world.members[0]!.key], payloadTypes.statusList, payload);
      return canonicalBytes({ format: 1, kind: 'signed-status-list', list: envelope, rosters: packet.world.basis.roster.chain });
    }],
    ['signed by a stranger', () => listBytes({}, {}, { key: signingKey() })],
    ['signed by a stranger who calls the key the secretary’s', () => encodeUtf8(text(listBytes({}, {}, { key: signingKey() })).replace(/"keyid":"[0-9a-f]{64}"/, `"keyid":"${packet.world.basis.issuer.key}"`))],
    ['signed by a voter in the secretary’s name', () => listBytes({}, {}, { key: packet.world.members[1]!.key })],
    ['signed by a voter in their own name', () => { const { member, key } = packet.world.members[1]!; return listBytes({ issuer: { member: member.id, name: member.name, key: member.key.keyId } }, {}, { key }); }],
    ['the secretary’s name spelled otherwise', () => listBytes({ issuer: { ...statusListOf(packet.world, []).issuer, name: 'Helena  Brandt' } })],
    ['two signatures', () => listBytes({}, {}, { keys: [packet.world.members[0]!.key, packet.world.members[1]!.key] })],
    ['signed as an act', () => listBytes({}, {}, { type: payloadTypes.act })],
    ['a changed payload', () => { const bytes = listBytes(), other = listBytes({ sequence: 2 }); return encodeUtf8(text(bytes).replace(/"payload":"[^"]+"/, /"payload":"[^"]+"/.exec(text(other))![0])); }],
    ['another board’s, whole', () => signedListBytes(other.world, statusListOf(other.world, [listed(packet)]))],
    ['another board’s rosters', () => listBytes({}, {}, { rosters: other.world.basis.roster.chain })],
    ['another board’s name', () => listBytes({ board: { id: packet.world.basis.board.id, name: 'Another board' } })],
    ['another board’s id', () => listBytes({ board: { id: other.world.basis.board.id, name: packet.world.roster.charter.name } })],
    ['no rosters', () => encodeUtf8(text(listBytes()).replace(/"rosters":\[.+\]/, '"rosters":[]'))],
    ['a roster that nobody signed', () => listBytes({}, {}, { rosters: [...packet.world.basis.roster.chain, signedBy([signingKey()], payloadTypes.roster, canonicalBytes({ ...packet.world.roster, seq: 1, previous: packet.world.basis.roster.digest }))] })],
    ['another roster named than its last', () => listBytes({ roster: { digest: sha256(new Uint8Array()), seq: 0 } })],
    ['a sample’s', () => listBytes({ sample: true })],
    ['a packet twice', () => signedListBytes(packet.world, { ...statusListOf(packet.world, []), packets: [listed(packet), listed(packet)] })],
    ['packets out of order', () => signedListBytes(packet.world, { ...statusListOf(packet.world, []), packets: [...statusListOf(packet.world, [listed(packet), otherPacket(1), otherPacket(2)]).packets].reverse() })],
    ['superseded by nothing', () => listBytes({}, { state: 'superseded' })],
    ['issued and superseded', () => listBytes({}, { supersededBy: { number: null, packet: sha256(new Uint8Array()) } })],
    ['a state that there isn’t', () => listBytes({}, { state: 'fine' as 'issued' })],
    ['an addendum to nothing', () => listBytes({}, { kind: 'addendum' })],
    ['current for no time', () => listBytes({ nextUpdate: at('2026-11-19T10:12:44.000Z') })],
    ['current for ten years', () => listBytes({ nextUpdate: at('2036-11-19T10:12:44.000Z') })],
    ['no sequence', () => listBytes({ sequence: 0 })],
    ['a certificate of another key', () => {
      const next = nextRoster((roster) => ({ ...roster, members: roster.members.map((member, index) => (index === 0 ? { ...member, certificate: roster.members[1]!.certificate } : member)) }));
      return listBytes({ roster: { digest: next.digest, seq: 1 } }, {}, { rosters: [...packet.world.basis.roster.chain, next.envelope] });
    }],
  ];

  test.each(cases)('%s: failed where it was chosen, and the verdict falls', async (_, make) => {
    const bytes = await make();
    expect((await judgeStatusList(given(bytes), packet.trust, verifyOptions(null).ports)).check.result).toBe('failed');
    expect(told(await verify([given(bytes)]))).toEqual({ verdict: 'not-approved', standing: undefined, freshness: 'failed' });
  });

  test.each(cases)('%s: as if there were none where it only lay at hand', async (_, make) => {
    expect(told(await verify([given(await make(), false)]))).toEqual({ verdict: 'approved', standing: undefined, freshness: 'indeterminate' });
  });

  test('a newer Countersign’s list stays open, inside and out', async () => {
    const inner = signedListBytes(packet.world, { ...statusListOf(packet.world, [listed(packet)]), format: 2, more: true });
    const outer = canonicalBytes({ ...(JSON.parse(text(listBytes())) as object), format: 2 });
    for (const bytes of [inner, outer]) expect(told(await verify([given(bytes)]))).toEqual({ verdict: 'approved', standing: undefined, freshness: 'indeterminate' });
  });

  test('without a trust file nobody vouches for one', async () => {
    const report = await verifyPacket(packet.bytes, verifyOptions(null, { statusLists: [given(listBytes({}, against('revoked')))] }));
    expect(told(report)).toEqual({ verdict: 'indeterminate', standing: undefined, freshness: 'indeterminate' });
  });

  test('a thousand changed bytes: none is authentic', async () => {
    const bytes = listBytes();
    const { ports } = verifyOptions(null);
    await fc.assert(fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const changed = Uint8Array.from(bytes);
      changed[place] = changed[place]! ^ change;
      expect((await judgeStatusList(given(changed), packet.trust, ports)).check.result).not.toBe('passed');
    }), { numRuns: 1000, seed: 20261127 });
  });
});

describe('who was a secretary when', () => {
  const packetWithRoster1 = ({ chain, issuer, key }: Succession): Promise<SealedPacket> => {
    const { world } = packet;
    return sealPacket({ ...world, basis: { ...world.basis, roster: { ...world.basis.roster, chain }, issuer } }, (basis) => basis, key);
  };

  test('a roster that no longer has the secretary: a list under it is nobody’s', async () => {
    const next = await succession(packet.world);
    const bytes = listBytes({ roster: { digest: next.digest, seq: 1 } }, {}, { rosters: [...packet.world.basis.roster.chain, next.envelope] });
    expect(told(await verify([given(bytes)]))).toMatchObject({ verdict: 'not-approved', freshness: 'failed' });
  });

  test('a secretary who left and kept the old roster: refused by what the packet knows, however high the sequence', async () => {
    const next = await succession(packet.world);
    const later = await packetWithRoster1(next);
    const lists = [given(signedListBytes(packet.world, statusListOf(packet.world, [listed(later)], { sequence: 999_999_999 })))];
    expect(told(await verify(lists, undefined, later.bytes))).toEqual({ verdict: 'not-approved', standing: undefined, freshness: 'failed' });
  });

  test('what the secretary signed before leaving stays the board’s word: a revocation counts', async () => {
    const next = await succession(packet.world);
    const later = await packetWithRoster1(next);
    const before = at('2026-11-19T09:20:00.000Z');
    const lists = [given(signedListBytes(packet.world, statusListOf(packet.world, [listed(later, against('revoked'))], { issuedAt: before })))];
    expect(told(await verify(lists, undefined, later.bytes))).toMatchObject({ verdict: 'not-approved', standing: 'failed' });
  });

  test('a chain that parts from the packet’s is refused', async () => {
    const next = await succession(packet.world);
    const later = await packetWithRoster1(next);
    const sibling = nextRoster((roster) => ({ ...roster, expiresAt: at('2027-01-05T08:00:00.000Z') }));
    const bytes = signedListBytes(packet.world, statusListOf(packet.world, [listed(later)], { roster: { digest: sibling.digest, seq: 1 } }), { rosters: [...packet.world.basis.roster.chain, sibling.envelope] });
    expect(told(await verify([given(bytes)], undefined, later.bytes))).toEqual({ verdict: 'not-approved', standing: undefined, freshness: 'failed' });
  });

  test('a roster that ran out before the list was signed leaves it open', async () => {
    const next = nextRoster((roster) => ({ ...roster, expiresAt: at('2026-11-19T10:00:00.000Z') }));
    const bytes = listBytes({ roster: { digest: next.digest, seq: 1 } }, {}, { rosters: [...packet.world.basis.roster.chain, next.envelope] });
    expect(told(await verify([given(bytes)]))).toEqual({ verdict: 'approved', standing: undefined, freshness: 'indeterminate' });
  });
});

describe('which packet an entry is about', () => {
  test('bytes that follow the issued ones change nothing about it', async () => {
    const longer = new Uint8Array([...packet.bytes, 10, 10]);
    expect(fact(await verify([given(listBytes({}, against('revoked')))], undefined, longer), 'standing')).toBe('failed');
    expect(fact(await verify([given(listBytes())], undefined, longer), 'standing')).toBe('passed');
  });

  test('another file under the same number and statement is not the one that was issued', async () => {
    const entry = { packet: sha256(new Uint8Array([5])) };
    expect(told(await verify([given(listBytes({}, entry))]))).toEqual({ verdict: 'indeterminate', standing: 'indeterminate', freshness: 'passed' });
  });

  test('what is said against the signed statement counts whatever pages are around it', async () => {
    const entry = { ...against('revoked'), packet: sha256(new Uint8Array([5])) };
    expect(told(await verify([given(listBytes({}, entry))]))).toMatchObject({ verdict: 'not-approved', standing: 'failed' });
  });

  test('another file’s revocation under the same number is not this one’s', async () => {
    const entry = { ...against('revoked'), packet: sha256(new Uint8Array([5])), statement: sha256(new Uint8Array([6])) };
    expect(fact(await verify([given(listBytes({}, entry))]), 'standing')).toBe('indeterminate');
  });

  test('the issued file with another length in the list is not found', async () => {
    for (const sizeBytes of [packet.bytes.length - 1, packet.bytes.length + 1]) expect(fact(await verify([given(listBytes({}, { sizeBytes }))]), 'standing')).toBe('indeterminate');
  });

  test('a copy is held against what the list says of its packet', async () => {
    const { bytes } = await sealedCopy(packet.world, 'summary');
    const parent = parentPacket(packet.world.basis);
    const entry = { packet: parent.digest, sizeBytes: parent.sizeBytes, statement: parent.statement };
    const revoked = await verify([given(listBytes({}, { ...entry, ...against('revoked') }))], undefined, bytes);
    expect(told(revoked)).toEqual({ verdict: 'indeterminate', standing: 'failed', freshness: 'passed' });
    expect(revoked.summary).toContain('revoked by the board since 19 November 2026');
    expect(fact(await verify([given(listBytes({}, entry))], undefined, bytes), 'standing')).toBe('passed');
    expect(fact(await verify([given(listBytes({}, against('revoked')))], undefined, bytes), 'standing')).toBe('indeterminate');
  });

  test('a number that stands too often decides nothing, and costs little', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => otherPacket(index, { number: packet.world.basis.number, sizeBytes: 1000 + index }));
    const bytes = signedListBytes(packet.world, statusListOf(packet.world, [listed(packet), ...many]));
    expect(told(await verify([given(bytes)]))).toMatchObject({ verdict: 'indeterminate', standing: 'indeterminate' });
  });

  test('a hundred thousand packets are read in seconds; one more is refused', async () => {
    const packets = [listed(packet), ...Array.from({ length: mostListed - 1 }, (_, index) => ({ ...otherPacket(1), packet: index.toString(16).padStart(64, '0') as Digest }))];
    const bytes = signedListBytes(packet.world, statusListOf(packet.world, packets));
    const started = performance.now();
    const report = await verify([given(bytes)]);
    expect(told(report)).toEqual({ verdict: 'approved', standing: 'passed', freshness: 'passed' });
    console.log(`a list of ${mostListed} packets judged in ${Math.round(performance.now() - started)} ms`);
    expect(StatusList.safeParse(statusListOf(packet.world, [...packets, otherPacket(mostListed)])).success).toBe(false);
  }, 60_000);
});

test('whatever its states and times: a list never makes an approval of what was none, and nothing against a packet is lost', async () => {
  const instants = ['2026-11-19T09:00:00.000Z', '2026-11-19T09:40:00.000Z', '2026-11-19T10:12:44.000Z', '2026-11-20T09:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-12-24T00:00:00.000Z'].map(at);
  const instant = fc.constantFrom(...instants);
  await fc.assert(fc.asyncProperty(fc.constantFrom(...listedStates), instant, instant, instant, fc.boolean(), fc.boolean(), async (state, changed, signed, now, isListed, isChosen) => {
    const entry: Partial<ListedPacket> = { ...against(state), since: changed };
    const packets = isListed ? [listed(packet, entry)] : [otherPacket(1)];
    const nextUpdate = at(new Date(Date.parse(signed) + 7 * 86_400_000).toISOString());
    const list = statusListOf(packet.world, packets, { issuedAt: signed, nextUpdate });
    expect(statusListFault(list)).toBeNull();
    const [alone, listedReport] = [await verify([], now), await verify([given(signedListBytes(packet.world, list), isChosen)], now)];
    if (alone.verdict !== 'approved') expect(listedReport.verdict).toBe(alone.verdict);
    if (listedReport.verdict === 'approved') expect(isListed ? state === 'issued' || changed > now : signed < packet.world.basis.issuedAt).toBe(true);
    if (fact(listedReport, 'freshness') === 'passed') expect(now <= nextUpdate && Date.parse(signed) <= Date.parse(now) + 600_000).toBe(true);
    if (isListed && state === 'revoked' && changed <= now) expect(fact(listedReport, 'standing')).toBe('failed');
  }), { numRuns: 150, seed: 20261127 });
});
