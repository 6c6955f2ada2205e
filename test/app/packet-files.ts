/**
 * Writes the packets of the verify page's tests into the folder that is named: its own process, since Playwright follows the paths of the
 * compiler's settings and so finds no csv-parse.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainApproval, sealedPacket } from '../builders/sealed-packet.ts';

const folder = process.argv[2]!;
const packets = {
  packet: plainApproval, conditions: {}, sample: { ...plainApproval, sample: true }, rejected: { ...plainApproval, outcome: 'rejected', choices: ['reject', 'reject', 'approve', 'reject'] },
} as const;

for (const [name, parts] of Object.entries(packets)) {
  const { bytes, trustPem } = await sealedPacket(parts);
  writeFileSync(path.join(folder, `${name}.pdf`), bytes);
  writeFileSync(path.join(folder, `${name}.pem`), trustPem);
  if (name === 'packet') writeFileSync(path.join(folder, 'changed.pdf'), bytes.map((byte, index) => (index === 100_000 ? byte ^ 1 : byte)));
}
