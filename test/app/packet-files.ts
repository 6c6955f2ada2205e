/**
 * Writes the packets of the verify page's tests into the folder that is named: its own process, since Playwright follows the paths of the
 * compiler's settings and so finds no csv-parse.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../shared/vocabulary.ts';
import { sealedCopy } from '../builders/packet-copy.ts';
import { addendumTo } from '../builders/issued-addendum.ts';
import { listed, otherPacket, signedListBytes, statusListOf } from '../builders/status-list.ts';
import { plainApproval, sealedPacket } from '../builders/sealed-packet.ts';

const folder = process.argv[2]!;
const packets = {
  packet: plainApproval, conditions: {}, sample: { ...plainApproval, sample: true }, rejected: { ...plainApproval, outcome: 'rejected', choices: ['reject', 'reject', 'approve', 'reject'] },
} as const;

for (const [name, parts] of Object.entries(packets)) {
  const packet = await sealedPacket(parts);
  const { bytes, trustPem, world } = packet;
  writeFileSync(path.join(folder, `${name}.pdf`), bytes);
  writeFileSync(path.join(folder, `${name}.pem`), trustPem);
  if (name === 'conditions') {
    writeFileSync(path.join(folder, 'summary.pdf'), (await sealedCopy(world, 'summary')).bytes);
    const at = '2026-11-19T12:00:00.000Z';
    writeFileSync(path.join(folder, 'addendum.pdf'), await addendumTo(packet, { at: '2026-11-19T15:00:00.000Z' as Instant, discharges: [{ by: 1, condition: 'C-1', at }, { by: 2, condition: 'C-2', at }] }));
  }
  if (name !== 'packet') continue;
  writeFileSync(path.join(folder, 'fresh.json'), signedListBytes(world, statusListOf(world, [listed(packet), otherPacket(1)])));
  const revoked = listed(packet, { state: 'revoked', since: '2026-11-19T10:00:00.000Z' as Instant, reason: 'Wrong weights were evaluated.' });
  writeFileSync(path.join(folder, 'revoked.json'), signedListBytes(world, statusListOf(world, [revoked], { sequence: 2 })));
  writeFileSync(path.join(folder, 'changed.pdf'), bytes.map((byte, index) => (index === 100_000 ? byte ^ 1 : byte)));
}
