/** Objects by digest, from main. What is read is hashed again by whoever opens it (`shared/dossier/revision-tree.ts`). */
import type { ObjectSource } from '../../shared/ports.ts';
import { ask } from '../bridge/client.ts';

export const objects: ObjectSource = { read: (digest) => ask('object.read', { digest }) };
