/** Random bytes and fresh ids from the machine. */
import { createHash, randomBytes } from 'node:crypto';
import type { Ids } from '../../shared/ports.ts';
import type { Surroundings } from './clock.ts';

export const systemIds: Ids = {
  random: (length) => new Uint8Array(randomBytes(length)),
  id: () => randomBytes(16).toString('hex'),
};

/**
 * The system's ids; or, unpackaged with `COUNTERSIGN_IDS` set, ids counted from that seed. Random bytes are never
 * overridden: keys and salts come from them.
 */
export function openIds({ env, packaged }: Surroundings): Ids {
  const seed = env['COUNTERSIGN_IDS'];
  if (packaged || seed === undefined || seed === '') return systemIds;
  let count = 0;
  return { random: systemIds.random, id: () => createHash('sha256').update(`${seed} ${count++}`).digest('hex').slice(0, 32) };
}
