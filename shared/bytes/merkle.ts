/** Merkle trees over digests, hashed as RFC 6962, section 2.1, does it: leaf = H(0x00, digest bytes), node = H(0x01, left, right). */
import type { Digest } from '../vocabulary.ts';
import { digestBytes, hexOf, sha256Raw } from './digest.ts';

/** One neighbour on the way from a leaf to the root, and the side it stands on. */
export interface ProofStep { readonly side: 'left' | 'right'; readonly digest: Digest }

function leafHash(leaf: Digest): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set(digestBytes(leaf), 1);
  return sha256Raw(bytes);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 33);
  return sha256Raw(bytes);
}

/**
 * All levels from the leaves up. Pairing neighbours and carrying an odd last node up unchanged gives the same tree as the
 * RFC's split at the largest power of two.
 */
function levels(leaves: readonly Digest[]): Uint8Array[][] {
  const all = [leaves.map(leafHash)];
  for (let level = all[0]!; level.length > 1; level = all.at(-1)!) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) next.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : level[i]!);
    all.push(next);
  }
  return all;
}

/** The root over the leaves in their order; of no leaves, the SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Digest[]): Digest {
  return hexOf(levels(leaves).at(-1)![0] ?? sha256Raw(new Uint8Array(0))) as Digest;
}

/** The neighbours that lead from leaf `index` to the root, lowest first; null when there is no such leaf. */
export function inclusionProof(leaves: readonly Digest[], index: number): readonly ProofStep[] | null {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) return null;
  const proof: ProofStep[] = [];
  let at = index;
  for (const level of levels(leaves).slice(0, -1)) {
    const neighbour = level[at ^ 1];
    if (neighbour) proof.push({ side: at % 2 === 0 ? 'right' : 'left', digest: hexOf(neighbour) as Digest });
    at >>= 1;
  }
  return proof;
}

/** Whether `proof` leads from `leaf` to `root`. */
export function checkInclusion(leaf: Digest, proof: readonly ProofStep[], root: Digest): boolean {
  const top = proof.reduce((hash, { side, digest }) => (side === 'left' ? nodeHash(digestBytes(digest), hash) : nodeHash(hash, digestBytes(digest))), leafHash(leaf));
  return hexOf(top) === root;
}
