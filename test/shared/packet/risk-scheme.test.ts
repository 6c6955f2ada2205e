import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { companionFiles, decisionOf, type PacketBasis } from '../../../shared/packet/basis.ts';
import { outlineOf } from '../../../shared/packet/outline.ts';
import { firstPageRooms } from '../../../shared/packet/outline/room.ts';
import { steps } from '../../../shared/packet/verdict.ts';
import { judgeRecord } from '../../../shared/packet/verify/record.ts';
import { readTrustRoot } from '../../../shared/packet/verify/trust-root.ts';
import { people } from '../../builders/board.ts';
import { hazards, packetWorld, type PacketWorld } from '../../builders/packet-basis.ts';
import { review, revisionOne } from '../../builders/review.ts';
import { contentWith } from '../../builders/revision.ts';
import { packetRecordOf, plainApproval, verifyOptions } from '../../builders/sealed-packet.ts';

/** High by Countersign's own table, Serious by MIL-STD-882E: severity 6 is Marginal there. */
const frequent = { severity: 6, likelihood: 9, detectability: 2 };
const register = hazards(3).map((hazard) => ({ ...hazard, residual: frequent }));
const approved = { ...plainApproval, hazards: register };
const mil = () => packetWorld({ ...approved, riskScheme: 'mil-std-882e' });

async function failedSteps(world: PacketWorld, change?: (basis: PacketBasis) => PacketBasis): Promise<readonly string[]> {
  const { stated, files, sealed } = packetRecordOf(world, change);
  const { facts } = await judgeRecord(stated, files, sealed, verifyOptions(readTrustRoot(world.basis.ca)));
  return steps.filter((step) => facts[step]?.result === 'failed');
}

describe('a board that tells levels by MIL-STD-882E', () => {
  it('Q-5 bars what its own scheme calls High, and nothing else', () => {
    const highest = (charter: Parameters<typeof review>[0]) => {
      const board = review({ residualBar: 'high', ...charter });
      board.contents.set(revisionOne, contentWith({}, register));
      board.publish();
      for (const { id } of [people.ingrid, people.amara]) board.vote(id, 'approve');
      const { ballot, tally } = board.summary();
      return [ballot.highestResidual, tally.outcome];
    };
    expect(highest({})).toEqual(['high', 'undecided']);
    expect(highest({ riskScheme: 'mil-std-882e' })).toEqual(['serious', 'approved']);
  });

  it('P-6 issues packets that count by that scheme, and a stranger counts the same', async () => {
    const world = await mil();
    expect(decisionOf(world.basis, companionFiles(world.basis, sha256)).hazards).toMatchObject({ highestResidual: 'serious', residual: { high: 0, serious: 3 } });
    expect(await failedSteps(world)).toEqual([]);
    const byOther = (basis: PacketBasis): PacketBasis => ({ ...basis, charter: { ...basis.charter, charter: { ...basis.charter.charter, riskScheme: 'fmea' } } });
    expect(await failedSteps(world, byOther)).toContain('revision');
    expect(await failedSteps(await packetWorld(approved))).toContain('rules');
  });

  it('prints the scheme’s name and its bands beside the levels', async () => {
    const { basis } = await mil();
    const companions = companionFiles(basis, sha256);
    const said = JSON.stringify(outlineOf(basis, { name: 'statement.dsse.json', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }, companions, sha256, firstPageRooms[0]));
    for (const words of ['by MIL-STD-882E', 'Catastrophic', 'Improbable']) expect(said).toContain(words);
  });
});
