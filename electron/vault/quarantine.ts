/** What failed a check, kept as it came beside a note of what was wrong with it. Nothing here is ever used again by itself. */
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Clock, Sha256 } from '../../shared/ports.ts';
import { ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import { Digest, Instant } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

const Note = z.strictObject({ format: z.literal(1), kind: z.literal('quarantined'), name: z.string(), digest: Digest, code: z.string(), params: z.unknown(), keptAt: Instant });
/** What a quarantined thing was called, the digest of its bytes, and the code and params of the trouble. */
export type QuarantineNote = z.infer<typeof Note>;

export interface Quarantine {
  /** Keeps `bytes`; the same bytes are kept once. */
  keep(name: string, bytes: Uint8Array, trouble: Trouble): Promise<Result<void>>;
  /** Moves a whole file here. */
  keepFile(name: string, path: string, trouble: Trouble): Promise<Result<void>>;
  notes(): Promise<Result<readonly QuarantineNote[]>>;
}

const maxNoteBytes = 256 * 1024;

export function openQuarantine(folder: string, { files, clock, sha256 }: { files: Files; clock: Clock; sha256: Sha256 }): Quarantine {
  const noteOf = (name: string, digest: Digest, trouble: Trouble): Uint8Array =>
    canonicalBytes({ format: 1, kind: 'quarantined', name, digest, code: trouble.code, params: trouble.params, keptAt: clock.now() });
  return {
    keep: async (name, bytes, trouble) => {
      const digest = sha256(bytes);
      const note = join(folder, `${digest}.json`);
      const known = await files.size(note);
      if (!known.ok || known.value !== null) return known.ok ? ok(undefined) : known;
      const kept = await files.write(join(folder, `${digest}.bytes`), bytes);
      return kept.ok ? files.write(note, noteOf(name, digest, trouble)) : kept;
    },
    keepFile: async (name, path, trouble) => {
      // The bytes are not what their name says, so the note is named by the file; what they hash to is not worth a second read.
      const digest = sha256(new TextEncoder().encode(`${name} ${clock.now()}`));
      const kept = await files.move(path, join(folder, `${digest}.bytes`));
      return kept.ok ? files.write(join(folder, `${digest}.json`), noteOf(name, digest, trouble)) : kept;
    },
    notes: async () => {
      const names = await files.list(folder);
      if (!names.ok) return names;
      const notes: QuarantineNote[] = [];
      for (const name of names.value ?? []) {
        if (!/^[0-9a-f]{64}\.json$/.test(name)) continue;
        const bytes = await files.read(join(folder, name), maxNoteBytes);
        if (!bytes.ok || bytes.value === null) continue;
        const note = readStrict(Note, bytes.value, { name, maxBytes: maxNoteBytes });
        if (note.ok) notes.push(note.value);
      }
      return ok(notes);
    },
  };
}
