import { describe, expect, test } from 'vitest';
import { verifyPacket } from '../../shared/packet/verify/verify.ts';
import { verifyOptions } from '../builders/sealed-packet.ts';
import { latin1, outcomeOf, tableOf } from './attack.ts';
import { overriddenLook } from './certified.ts';
import { foreignAttacks } from './families.ts';
import { goodFile, kinds } from './good-files.ts';

const attacks = foreignAttacks();

describe('attacks on a foreign signed PDF', () => {
  test.each(Object.entries(kinds))('%s: the file that they start from is sound', async (_, identity) => {
    const report = await verifyPacket(latin1(goodFile(identity)), verifyOptions(identity.trust));
    const passed = report.facts.filter(({ result }) => result === 'passed').map(({ step }) => step);
    expect(passed).toEqual(expect.arrayContaining(['file', 'byte-range', 'integrity', 'chain', 'modifications', 'completeness']));
    expect(report.exitCode).toBe(4);
  });

  test.each(Object.entries(kinds))('%s: a further signature in the field that waits for one is no attack, with a look of its own', async (_, identity) => {
    const report = await verifyPacket(latin1(overriddenLook(identity, 15)), verifyOptions(null));
    const sound = { integrity: { result: 'passed' }, coverage: { result: 'passed' }, modifications: { result: 'passed' } };
    expect(report).toMatchObject({ exitCode: 4, signatures: [{ field: 'One', ...sound }, { field: 'Waiting', ...sound }] });
  });

  test.each(attacks.map((one) => [one.family, one.name, one] as const))('%s: %s', async (_, __, one) => {
    const outcome = await outcomeOf(one);
    expect(outcome.caught, tableOf([outcome])).toBe(true);
  });
});
