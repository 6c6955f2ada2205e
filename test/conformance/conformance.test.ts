import { describe, expect, it } from 'vitest';
import { countersignedBy, issuedForCountersigning } from '../builders/countersigned-packet.ts';
import { addendumTo } from '../builders/issued-addendum.ts';
import { conditions, hazards, packetWorld } from '../builders/packet-basis.ts';
import { sealedCopy } from '../builders/packet-copy.ts';
import { sealedPacket, sealPacket } from '../builders/sealed-packet.ts';
import { Damaged } from './damage.ts';
import { damages } from './damages.ts';
import { Model } from './model.ts';
import { breaches } from './rule.ts';
import { rules } from './rules.ts';

const base = (await sealedPacket({ hazards: hazards(4) })).bytes;

describe('a packet keeps what can be checked of PDF/A-3a and PDF/UA-1', () => {
  it('whatever it holds', async () => {
    expect(breaches(new Model(base), rules)).toEqual([]);
    for (const parts of [{}, { outcome: 'rejected', sample: true, baseline: false } as const, { hazards: hazards(150), conditions: Array.from({ length: 40 }, () => conditions[0]!) }, { hazards: [], conditions: [], outcome: 'approved', choices: ['approve', 'approve', 'approve', 'abstain'], recused: false } as const]) {
      expect(breaches(new Model((await sealedPacket(parts)).bytes), rules)).toEqual([]);
    }
  });

  it('countersigned, once all have signed', async () => {
    const packet = await issuedForCountersigning();
    for (const bytes of [packet.bytes, ...await countersignedBy(packet, [0, 1, 2])]) expect(breaches(new Model(bytes), rules)).toEqual([]);
  });

  it('as a copy, as an addendum, on Letter', async () => {
    const world = await packetWorld({});
    const packet = await sealPacket(world);
    const files = [(await sealedCopy(world, 'board', { paper: 'letter' })).bytes, (await sealedCopy(world, 'summary')).bytes, await addendumTo(packet)];
    for (const bytes of files) expect(breaches(new Model(bytes), rules)).toEqual([]);
  });

  it('each rule is asked once', () => {
    const ids = rules.flatMap((one) => one.ids);
    expect(new Set(ids).size).toBe(ids.length);
    console.info(`${rules.length} checks for ${ids.filter((id) => id.startsWith('A ')).length} rules of PDF/A-3a, ${ids.filter((id) => id.startsWith('UA ')).length} of PDF/UA-1 and ${ids.filter((id) => id.startsWith('own ')).length} more`);
  });
});

describe('each rule can fail', () => {
  it('has a damage of its own', () => expect(Object.keys(damages).sort()).toEqual(rules.map(({ ids }) => ids[0]).sort()));

  it('a file written again without damage keeps every rule', () => {
    expect(breaches(new Model(new Damaged(base).bytes()), rules)).toEqual([]);
  });

  for (const rule of rules) {
    it(`${rule.ids[0]!}: ${rule.says}`, () => {
      const damaged = new Damaged(base);
      damages[rule.ids[0]!]!(damaged);
      expect(breaches(new Model(damaged.bytes()), [rule])).toHaveLength(1);
    });
  }
});
