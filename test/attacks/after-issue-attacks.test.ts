/** What is attacked with several files at once: a packet with addenda and status lists, by people who left, clocks that lie, and files that blow up. */
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPacket, type VerifyOptions } from '../../shared/packet/verify/verify.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import type { ListedPacket, StatusList } from '../../shared/packet/status-list.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { issuedForCountersigning } from '../builders/countersigned-packet.ts';
import { addendumTo, dischargeAct } from '../builders/issued-addendum.ts';
import { packetWorld } from '../builders/packet-basis.ts';
import { lowHazards, sealPacket, verifyOptions, type SealedPacket } from '../builders/sealed-packet.ts';
import { given, listed, otherPacket, signedListBytes, statusListOf } from '../builders/status-list.ts';
import { nextRoster, succession, type Succession } from '../builders/succession.ts';
import { latin1 } from './attack.ts';

const at = (text: string): Instant => text as Instant;
const judgedAt = at('2026-12-05T00:00:00.000Z');
const both = [{ by: 1, condition: 'C-1' }, { by: 2, condition: 'C-2' }] as const;

/** Two conditions are open; the secretary who issued it has left since. */
let packet: SealedPacket;
let successor: Succession;
beforeAll(async () => {
  packet = await sealPacket(await packetWorld({ hazards: lowHazards, baseline: false }));
  successor = await succession(packet.world);
});

const verify = (bytes: Uint8Array, over: Partial<VerifyOptions>): Promise<VerifyReport> => verifyPacket(bytes, verifyOptions(packet.trust, { at: judgedAt, ...over }));
const fact = ({ facts }: VerifyReport, step: string) => facts.find((one) => one.step === step);
/** The successor's list under the next roster. */
const list = (packets: readonly ListedPacket[], over: Partial<StatusList> = {}) => given(signedListBytes(packet.world, statusListOf(packet.world, packets, { sequence: 9, issuedAt: at('2026-12-01T00:00:00.000Z'), nextUpdate: at('2026-12-09T00:00:00.000Z'), ...successor.signs, ...over }), { key: successor.key, rosters: successor.chain }));
const oldList = (entry: Partial<ListedPacket>, over: Partial<StatusList> = {}) => given(signedListBytes(packet.world, statusListOf(packet.world, [listed(packet, entry)], over)));
const added = (bytes: Uint8Array) => ({ addenda: [{ name: 'a.pdf', bytes }] });

describe('a secretary who left and kept the key and the old rosters', () => {
  test('closes no condition of a packet whose rosters show that', async () => {
    const { world } = packet;
    const later = await sealPacket({ ...world, basis: { ...world.basis, issuer: successor.issuer, roster: { ...world.basis.roster, chain: successor.chain } } }, (basis) => basis, successor.key);
    expect((await verify(later.bytes, {})).verdict).toBe('approved-with-conditions');
    const report = await verify(later.bytes, added(await addendumTo({ world, bytes: later.bytes }, { discharges: both })));
    expect([report.verdict, fact(report, 'addenda')?.result]).toEqual(['approved-with-conditions', 'failed']);
    expect(fact(report, 'addenda')?.reason).toContain('no longer a secretary');
  });

  test('closes none where a status list shows it, though that list is older than the addendum', async () => {
    const addendum = await addendumTo(packet, { discharges: both });
    expect((await verify(packet.bytes, added(addendum))).verdict).toBe('approved');
    const report = await verify(packet.bytes, { ...added(addendum), statusLists: [list([listed(packet)])] });
    expect([report.verdict, fact(report, 'standing')?.result, fact(report, 'addenda')?.result]).toEqual(['approved-with-conditions', 'passed', 'failed']);
  });

  test('issues no packet, dated after the list that shows it', async () => {
    const { bytes } = await sealPacket(packet.world, (basis) => ({ ...basis, number: 'NSRB-2026-018', issuedAt: at('2026-12-02T00:00:00.000Z') }));
    const report = await verify(bytes, { statusLists: [list([listed(packet)])] });
    expect([report.verdict, fact(report, 'standing')?.result]).toEqual(['not-approved', 'failed']);
  });

  test('what was issued and added before that stays the board’s', async () => {
    const addendum = await addendumTo(packet, { discharges: [{ by: 1, condition: 'C-1', at: '2026-11-19T09:14:00.000Z' }, { by: 2, condition: 'C-2', at: '2026-11-19T09:14:00.000Z' }], at: at('2026-11-19T09:15:00.000Z') });
    const entry = listed({ bytes: addendum, world: packet.world }, { number: 'NSRB-2026-017-A1', kind: 'addendum', parent: listed(packet).packet });
    expect((await verify(packet.bytes, { ...added(addendum), statusLists: [list([listed(packet), entry])] })).verdict).toBe('approved');
  });
});

describe('a list and a revoked packet', () => {
  const revoked = { state: 'revoked', reason: 'Wrong build.' } as const;
  const superseded = { state: 'superseded', since: at('2026-11-19T09:40:00.000Z'), reason: null, supersededBy: { number: null, packet: 'e'.repeat(64) as Digest } } as const;

  test('a revocation that claims a time to come counts once a list tells it', async () => {
    const report = await verify(packet.bytes, { statusLists: [oldList({ ...revoked, since: at('2027-01-01T00:00:00.000Z') })] });
    expect([report.verdict, fact(report, 'standing')?.result]).toEqual(['not-approved', 'failed']);
  });

  test.each([['revoked', { ...revoked, since: at('2026-11-19T09:40:00.000Z') }], ['superseded', superseded]])('%s in an older list is not undone by a newer one', async (_, entry) => {
    for (const newer of [[listed(packet)], [otherPacket(1)]]) expect((await verify(packet.bytes, { statusLists: [oldList(entry), list(newer)] })).verdict).toBe('not-approved');
  });
});

test('P-9 what lapsed before the packet was issued is not revived by a discharge that is dated back', async () => {
  const { world } = packet;
  const late = await sealPacket(world, (basis) => ({ ...basis, issuedAt: at('2026-12-15T09:00:00.000Z'), conditions: basis.conditions.map((one) => ({ ...one, state: one.id === 'C-1' ? 'lapsed' as const : one.state })) }));
  const over = { at: at('2026-12-20T00:00:00.000Z') };
  expect((await verify(late.bytes, over)).verdict).toBe('not-approved');
  const report = await verify(late.bytes, { ...over, ...added(await addendumTo(late, { discharges: both, at: at('2026-12-16T00:00:00.000Z') })) });
  expect([report.verdict, fact(report, 'addenda')?.result, fact(report, 'conditions')?.result]).toEqual(['not-approved', 'passed', 'failed']);
});

test('C-4 a member whose recusal is in the packet closes nothing, though the addendum leaves the recusal out', async () => {
  const addendum = await addendumTo(packet, { change: (basis) => {
    const act = dischargeAct(packet.world, { by: 5, condition: 'C-1' });
    const { member } = packet.world.members[5]!;
    const discharge = { member: member.id, name: member.name, discipline: member.discipline, act: act.act, claimedAt: act.by.claimedAt, basis: 'Configuration statement of 30 November, signed by Halden Compute AS.' };
    return { ...basis, conditions: basis.conditions.map((one) => (one.id === 'C-1' ? { ...one, discharge } : one)), signOffs: [...basis.signOffs.filter(({ type }) => type !== 'condition.discharged/1' && type !== 'recusal.declared/1'), act] };
  } });
  const report = await verify(packet.bytes, added(addendum));
  expect([report.verdict, fact(report, 'addenda')?.result, report.addenda?.[0]?.closes]).toEqual(['approved-with-conditions', 'failed', []]);
  expect(fact(report, 'addenda')?.reason).toContain('C-1');
});

test('P-11 a sealed packet that names another roster than the decision, whose charter asks for no countersignatures', async () => {
  const { world, trust } = await issuedForCountersigning();
  const lenient = nextRoster(world, (roster) => { const { packets: _, ...charter } = roster.charter; return { ...roster, charter }; });
  const { bytes } = await sealPacket(world, ({ countersigners: _, ...basis }) => ({ ...basis, roster: { digest: lenient.digest, seq: 1, chain: lenient.chain } }));
  const report = await verifyPacket(bytes, verifyOptions(trust));
  expect([report.verdict, fact(report, 'sign-offs')?.result]).toEqual(['not-authentic', 'failed']);
  expect(fact(report, 'sign-offs')?.reason).toContain('roster');
});

/** A file that looks enough like a packet for its fields to be read; `field` is the object of one that waits, `look` of its appearance. */
function claimed(field: string, look: string, fields = '6 0 R'): Uint8Array {
  const objects = [
    '<<\n/Type /Catalog\n/Pages 2 0 R\n/Names << /EmbeddedFiles << /Names [(statement.dsse.json) 8 0 R] >> >>\n/AcroForm 3 0 R\n>>', '<< /Type /Pages /Kids [] /Count 0 >>', `<<\n/Fields [4 0 R ${fields}]\n/SigFlags 3\n>>`,
    '<<\n/FT /Sig\n/T (Seal)\n/P 2 0 R\n/V 5 0 R\n>>', '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <30> >>',
    field, look, '<< /Type /Filespec /F (statement.dsse.json) /UF (statement.dsse.json) /AFRelationship /Data /EF << /F 9 0 R /UF 9 0 R >> >>', '<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream',
  ];
  let text = '%PDF-1.7\n%abcd\n';
  const table = objects.map((body, index) => { const entry = `${String(text.length).padStart(10, '0')} 00000 n \n`; text += `${index + 1} 0 obj\n${body}\nendobj\n`; return entry; }).join('');
  return latin1(`${text}xref\n0 10\n0000000000 65535 f \n${table}trailer\n<<\n/Size 10\n/Root 1 0 R\n>>\nstartxref\n${text.length}\n%%EOF\n`);
}

describe('fields that are written to be read for ever', () => {
  const marks = (sizeBytes: number): string => '/AP <<\n/N 7 0 R\n>>\n'.repeat(sizeBytes / 19);
  const looks = (sizeBytes: number): string => '/Length 1\n>>\nstream\n%glyphs 20 0000\n%signed {at}\n'.repeat(sizeBytes / 49);
  const waiting = '<<\n/FT /Sig\n/T (Countersignature 1)\n/AP <<\n/N 7 0 R\n>>\n>>';
  test.each<[string, () => Uint8Array]>([
    ['a field with its appearance named a hundred thousand times', () => claimed(`<<\n/FT /Sig\n/T (Countersignature 1)\n/X (${marks(2_000_000)})\n>> `, 'null')],
    ['an appearance that begins forty thousand times', () => claimed(waiting, `<<\n/X (${looks(2_000_000)})\n/Length 0\n>>\nstream\n\nendstream `)],
    ['small ones, as many as are read', () => claimed(`<<\n/FT /Sig\n/T (Countersignature 1)\n/X (${marks(60_000)})\n>> `, 'null', '6 0 R '.repeat(30).trim())],
    ['one large field, named a hundred thousand times', () => claimed(`<<\n/FT /Sig\n/T (Countersignature 1)\n/X (${'y'.repeat(1_000_000)})\n>>`, 'null', '6 0 R '.repeat(100_000).trim())],
  ])('%s: no packet, in a moment', async (_, make) => {
    const bytes = make();
    const start = performance.now();
    const report = await verifyPacket(bytes, verifyOptions(null));
    expect([report.verdict, performance.now() - start < 5000]).toEqual(['not-authentic', true]);
  });
});
