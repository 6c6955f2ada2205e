/** Every generated attack on a foreign signed PDF, family by family. */
import type { Attack } from './attack.ts';
import { incrementalSavings, universalForgeries, wrappings } from './byte-ranges.ts';
import { chains } from './certificates.ts';
import { evilAnnotations, sneakySignatures } from './certified.ts';
import { goodFile, kinds, ecdsaIdentity } from './good-files.ts';
import { shadows } from './shadows.ts';
import { keysAndNumbers, signatureValues } from './signature-values.ts';
import { overrides, references } from './updates.ts';

/** All of them, from a file signed by ECDSA and one signed by RSA; what only the chain or the curve decides, once. */
export function foreignAttacks(): Attack[] {
  const each = Object.entries(kinds).flatMap(([kind, identity]) => {
    const good = goodFile(identity);
    const attacks = [
      ...universalForgeries(good), ...wrappings(good, identity), ...incrementalSavings(good), ...overrides(good), ...references(good),
      ...shadows(identity), ...evilAnnotations(identity), ...sneakySignatures(identity), ...signatureValues(identity),
    ];
    return attacks.map((one) => ({ ...one, name: `${one.name}, ${kind}` }));
  });
  return [...each, ...keysAndNumbers(ecdsaIdentity), ...chains()];
}
