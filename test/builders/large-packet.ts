/** A packet of any size: one that was issued, with an object more that nothing shows, sealed again by its issuer. */
import { createHash, randomFillSync } from 'node:crypto';
import { sealFile } from '../../electron/packet/seal.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { ok } from '../../shared/result.ts';
import type { SealedPacket } from './sealed-packet.ts';

/** The same packet with `extraBytes` of noise in it; as sound as before. */
export async function largePacket({ bytes, world }: Pick<SealedPacket, 'bytes' | 'world'>, extraBytes: number): Promise<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const table = file.lastIndexOf('\nxref\n') + 1;
  const text = file.toString('latin1', table);
  const count = Number(/^xref\n0 (\d+)\n/.exec(text)![1]);
  const open = file.toString('latin1', 0, table).replace(/\/ByteRange \[.{40}\]/, `/ByteRange [${' '.repeat(40)}]`).replace(/\/Contents <([0-9a-f]{32768})>/, `/Contents <${'0'.repeat(32768)}>`);
  const head = Buffer.from(`${count} 0 obj\n<<\n/Length ${extraBytes}\n>>\nstream\n`, 'latin1'), tail = Buffer.from('\nendstream\nendobj\n', 'latin1');
  const at = table + head.length + extraBytes + tail.length;
  const end = text
    .replace(/^xref\n0 \d+\n/, `xref\n0 ${count + 1}\n`).replace('trailer\n', `${String(table).padStart(10, '0')} 00000 n \ntrailer\n`)
    .replace(/\/Size \d+/, `/Size ${count + 1}`).replace(/startxref\n\d+/, `startxref\n${at}`);
  const whole = new Uint8Array(at + end.length);
  whole.set(Buffer.from(open, 'latin1'));
  whole.set(head, table);
  randomFillSync(whole, table + head.length, extraBytes);
  whole.set(tail, table + head.length + extraBytes);
  whole.set(Buffer.from(end, 'latin1'), at);
  const { issuer, ca } = world.basis;
  const sealed = await sealFile(whole, { certificate: issuer.certificate, ca, sha256: (part) => createHash('sha256').update(part).digest('hex') as Digest, sign: (message) => Promise.resolve(ok(world.members[0]!.key.sign(message))) });
  if (!sealed.ok) throw new Error(sealed.trouble.code);
  return sealed.value.bytes;
}
