import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPacket } from '../../shared/packet/verify/verify.ts';
import { verifyOptions } from '../builders/sealed-packet.ts';
import { outcomeOf, tableOf, type Attack, type Outcome } from './attack.ts';
import { countersignedPacket, countersignEdits, countersignSlips, type CountersignedPacket } from './countersigned.ts';
import { packetEdits } from './own-packet.ts';
import { damages } from './random-damage.ts';
import { runDamage } from './run-damage.ts';

let packet: CountersignedPacket;
beforeAll(async () => { packet = await countersignedPacket(); });

/** What an update does, whatever it is put behind. */
const families: readonly string[] = ['ISA', 'object override', 'appearance swap', 'attachment swap', 'EAA', 'SSA', 'signature cloning', 'duplicated keys', 'encryption', 'polyglot'];

async function slipped(list: readonly Attack[]): Promise<string> {
  const outcomes: Outcome[] = [];
  for (const one of list) outcomes.push(await outcomeOf(one));
  return tableOf(outcomes.filter(({ caught }) => !caught));
}

describe('attacks on a countersigned packet', () => {
  test('the packet itself is approved, and every attack changes it', async () => {
    expect(await verifyPacket(packet.bytes, verifyOptions(packet.trust))).toMatchObject({ verdict: 'approved' });
    for (const { name, bytes } of countersignEdits(packet)) expect([name, Buffer.compare(bytes, packet.bytes) === 0]).toEqual([name, false]);
  });

  test('edits: appearances, times, fields added, removed and emptied, revisions reordered and left out, truncation', async () => {
    expect(await slipped(countersignEdits(packet))).toBe('');
  }, 120_000);

  test('the wrong member, key, field or time; a statement that leaves somebody out', async () => {
    expect(await slipped(await countersignSlips(packet))).toBe('');
  }, 120_000);

  test('what any packet is attacked with, behind its countersignatures', async () => {
    expect(await slipped(packetEdits(packet).filter(({ family }) => families.includes(family)))).toBe('');
  }, 120_000);

  test.each(damages)('%s, 60 times, seed 20261127', async (damage) => {
    expect(await runDamage(packet.bytes, packet.trust, damage, { seed: 20261127, runs: 60, strict: true })).toMatchObject({ slipped: [] });
  }, 120_000);
});
