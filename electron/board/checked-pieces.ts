/**
 * Which pieces of evidence passed their check on this machine, so that the next start needn't check 100,000 rows again: the vault hashes
 * an object on every reading, and one of the same digest is the same piece. Like `verified.json`, the file is trusted as much as the
 * program's own files are; it may be deleted at any time. Another schema is another check, and what an earlier one let through is forgotten.
 */
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { Evidence } from '../../shared/dossier/evidence.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

export interface CheckedPieces {
  /** Whether the piece of an entry of this digest passed. The entry names the object, its kind and its files. */
  has(entry: Digest): Promise<boolean>;
  /** Remembers that they did. A disk that can't take it down only means that they are checked again. */
  add(entries: readonly Digest[]): Promise<void>;
}

/** Counts up when the check asks for more than the schema says. */
const checkVersion = 1;
const maxBytes = 16 * 1024 * 1024;
/** Beyond these, the file begins again. */
const mostEntries = 200_000;

const Checked = z.strictObject({ format: z.literal(1), kind: z.literal('checked'), check: Digest, entries: z.array(Digest).max(mostEntries) });

export function openCheckedPieces(path: string, { files, sha256 }: { readonly files: Files; readonly sha256: Sha256 }): CheckedPieces {
  const check = sha256(canonicalBytes({ version: checkVersion, schema: z.toJSONSchema(Evidence, { unrepresentable: 'any' }) }));
  let held: Promise<Set<Digest>> | null = null;
  let line: Promise<void> = Promise.resolve();

  async function read(): Promise<Set<Digest>> {
    const bytes = await files.read(path, maxBytes);
    if (!bytes.ok || bytes.value === null) return new Set();
    const checked = readStrict(Checked, bytes.value, { name: path, maxBytes, format: 1 });
    return new Set(checked.ok && checked.value.check === check ? checked.value.entries : []);
  }
  const entries = (): Promise<Set<Digest>> => (held ??= read());

  return {
    has: async (entry) => (await entries()).has(entry),
    add: (more) => {
      line = line.then(async () => {
        const all = await entries();
        if (all.size + more.length > mostEntries) all.clear();
        for (const entry of more) all.add(entry);
        await files.write(path, canonicalBytes({ format: 1, kind: 'checked', check, entries: [...all] }), 0o600);
      });
      return line;
    },
  };
}
