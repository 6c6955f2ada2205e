import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256, sha256Text } from '../../../shared/bytes/digest.ts';
import { checkInclusion, inclusionProof, merkleRoot } from '../../../shared/bytes/merkle.ts';
import type { Digest } from '../../../shared/vocabulary.ts';

const leaves = (count: number): Digest[] => Array.from({ length: count }, (_, i) => sha256Text(`hazard ${i}`));

/** RFC 6962, 2.1, word for word: split at the largest power of two below the count. */
function rfcHash(digests: readonly Digest[]): Buffer {
  const hash = (...parts: Uint8Array[]) => Buffer.from(sha256(Buffer.concat(parts)), 'hex');
  if (digests.length === 0) return hash();
  if (digests.length === 1) return hash(Uint8Array.of(0), Buffer.from(digests[0]!, 'hex'));
  let split = 1;
  while (split * 2 < digests.length) split *= 2;
  return hash(Uint8Array.of(1), rfcHash(digests.slice(0, split)), rfcHash(digests.slice(split)));
}

describe('the Merkle root', () => {
  it('is RFC 6962’s for every count up to 70', () => {
    for (let count = 0; count <= 70; count++) expect(merkleRoot(leaves(count))).toBe(rfcHash(leaves(count)).toString('hex'));
  });

  it('of nothing is the digest of nothing', () => {
    expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('changes with any leaf, order or count', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (count, at) => {
      const all = leaves(count);
      const root = merkleRoot(all);
      const i = at % count;
      expect(merkleRoot(all.with(i, sha256Text('another')))).not.toBe(root);
      expect(merkleRoot(all.toSpliced(i, 1))).not.toBe(root);
      expect(merkleRoot([...all, all[count - 1]!])).not.toBe(root);
      expect(merkleRoot(all.toReversed())).not.toBe(root);
    }), { seed: 51 });
  });

  it('proves each leaf and no other', () => {
    for (const count of [1, 2, 3, 5, 8, 13, 33]) {
      const all = leaves(count);
      const root = merkleRoot(all);
      all.forEach((leaf, index) => {
        const proof = inclusionProof(all, index)!;
        expect(checkInclusion(leaf, proof, root)).toBe(true);
        expect(checkInclusion(sha256Text('another'), proof, root)).toBe(false);
        if (count > 1) expect(checkInclusion(all[(index + 1) % count]!, proof, root)).toBe(false);
      });
      expect(inclusionProof(all, count)).toBeNull();
    }
  });
});
