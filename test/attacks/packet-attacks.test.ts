import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPacket } from '../../shared/packet/verify/verify.ts';
import { sealedPacket, verifyOptions, type SealedPacket } from '../builders/sealed-packet.ts';
import { latin1, outcomeOf, tableOf, type Outcome } from './attack.ts';
import { archivedPacket, revokedPacket } from './archived.ts';
import { ecdsaIdentity, goodFile, rsaIdentity } from './good-files.ts';
import { packetEdits, packetSeals } from './own-packet.ts';
import { damages } from './random-damage.ts';
import { runDamage } from './run-damage.ts';

let packet: SealedPacket, archived: SealedPacket;
beforeAll(async () => { [packet, archived] = await Promise.all([sealedPacket(), archivedPacket()]); });

/** What an update does, whatever it is put behind. */
const archiveFamilies: readonly string[] = ['ISA', 'object override', 'appearance swap', 'attachment swap', 'EAA', 'SSA', 'signature cloning', 'duplicated keys', 'encryption', 'polyglot'];

/** One test for a family's whole list: a packet takes seconds to make, and each attack is named when it slips through. */
async function slipped(list: readonly Parameters<typeof outcomeOf>[0][]): Promise<string> {
  const outcomes: Outcome[] = [];
  for (const one of list) outcomes.push(await outcomeOf(one));
  return tableOf(outcomes.filter(({ caught }) => !caught));
}

describe('attacks on a packet of our own', () => {
  test('the packet itself is approved', async () => {
    for (const { bytes, trust } of [packet, archived]) expect(await verifyPacket(bytes, verifyOptions(trust))).toMatchObject({ verdict: 'approved' });
  });

  test('what an archive adds is attacked like the rest', async () => {
    expect(await slipped(packetEdits(archived).filter(({ family }) => archiveFamilies.includes(family)))).toBe('');
  }, 120_000);

  test('edits and updates: USF, SWA, ISA, overrides, swaps, EAA, SSA, cloning, duplicated keys, truncation, polyglots', async () => {
    expect(await slipped(packetEdits(packet))).toBe('');
  }, 120_000);

  test('seals: another packet’s, sibling roots, wrong EKU, expired, revoked, downgraded algorithms, high S', async () => {
    expect(await slipped([...await packetSeals(packet, await sealedPacket()), await revokedPacket()])).toBe('');
  }, 120_000);
});

describe('random damage; npm run attacks does ten times as much', () => {
  const seed = 20261127;
  test.each(damages)(`%s, 100 times on a packet, seed ${seed}`, async (damage) => {
    expect(await runDamage(packet.bytes, packet.trust, damage, { seed, runs: 100, strict: true })).toMatchObject({ slipped: [] });
  }, 120_000);

  test.each(damages)(`%s, 60 times on an archived packet (LTA), seed ${seed}`, async (damage) => {
    expect(await runDamage(archived.bytes, archived.trust, damage, { seed, runs: 60, strict: true })).toMatchObject({ slipped: [] });
  }, 120_000);

  test.each(damages)(`%s, 200 times on files signed by ECDSA and by RSA, seed ${seed}`, async (damage) => {
    for (const identity of [ecdsaIdentity, rsaIdentity]) expect(await runDamage(latin1(goodFile(identity)), identity.trust, damage, { seed, runs: 200, strict: false })).toMatchObject({ slipped: [] });
  }, 120_000);
});
