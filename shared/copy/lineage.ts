/** Lineage in words: how an object was used, whether its file has the hash that was named, and what that hash is worth (rule E-5). */
import type { LineageItem } from '../dossier/evidence.ts';

export const lineageRoleWords = { in: 'Read', out: 'Written', param: 'Parameter' } as const satisfies Record<LineageItem['role'], string>;

/** Whether the file had the hash when the dossier was packed. */
export const lineageCheckWords = { 'matches': 'Matches the file', 'differs': 'Differs from the file', 'not-at-hand': 'File not at hand' } as const satisfies Record<LineageItem['check'], string>;

/** What a hash can't prove; null for a sound one of the bytes themselves. */
export function hashCaveat(hashAlgorithm: string): string | null {
  const label = hashAlgorithm.toLowerCase();
  const indirect = /\bdir|director|list|tree|manifest/.test(label) ? 'It is the hash of a list, not of the files.' : null;
  const weak = /\bmd5\b/.test(label) ? 'MD5 only: no proof of integrity.' : /\bsha-?1\b/.test(label) ? 'SHA-1 only: weak proof of integrity.' : isStrong(label) ? null : 'Not a hash of the bytes: no proof of integrity.';
  return weak === null && indirect === null ? null : [weak, indirect].filter((part) => part !== null).join(' ');
}

const isStrong = (label: string): boolean => /\b(?:sha-?(?:256|384|512)|sha3|blake[23]|sha2)/.test(label);
