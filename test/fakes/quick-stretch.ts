import { createHash } from 'node:crypto';
import type { Stretch } from '../../electron/keys/key-file.ts';

/** One hash instead of scrypt: what is tested with it is everything around. `key-file.test.ts` tests the real one. */
export const quickStretch: Stretch = (text, salt, cost) => Promise.resolve(new Uint8Array(createHash('sha256').update(salt).update(`${cost} ${text.normalize('NFC')}`).digest()));
