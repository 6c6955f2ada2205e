/** A packet with a timestamp, validation data and an archive's timestamp after its seal (level LTA): four revisions to attack. */
import { boardList, raise, stampedPacket, stamperBy, value } from '../builders/archived-packet.ts';
import { packetWorld } from '../builders/packet-basis.ts';
import { plainApproval, type SealedPacket } from '../builders/sealed-packet.ts';
import { attack, type Attack } from './attack.ts';
import { valueOf } from '../builders/test-vault.ts';
import { timeAuthority } from '../builders/time-authority.ts';

const issued = '2026-11-19T09:12:50.000Z', later = '2027-03-01T08:00:00.000Z', next = '2040-01-01T00:00:00.000Z';

/** `revokedAt`: the board's list says that the issuer's certificate was revoked then. */
export async function archivedPacket(revokedAt?: string): Promise<SealedPacket> {
  const house = timeAuthority(issued), archive = timeAuthority(later, { name: 'Archive House' });
  const world = await packetWorld(plainApproval);
  const stamped = await stampedPacket(world, stamperBy(house, issued));
  const lists = [await boardList(world, '2026-12-01T00:00:00.000Z', next, revokedAt), await house.list('2026-12-01T00:00:00.000Z', next)];
  const { bytes } = valueOf(await raise(stamped.bytes, lists.map((list) => value('CRLs', list)), stamperBy(archive, later)));
  return { ...stamped, bytes };
}

/** The issuer's certificate was revoked before the packet was issued, and the archive's list says so. */
export async function revokedPacket(): Promise<Attack> {
  const { bytes, trust } = await archivedPacket('2026-11-01T00:00:00.000Z');
  return attack('revoked', 'the issuer, before the packet was issued', 'chain', bytes, { trust });
}
