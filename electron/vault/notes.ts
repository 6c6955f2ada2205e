/** A member's own unsigned files: drafts of what they are writing, which items they have viewed, when they last opened each revision, and what they compare each dossier with. Local, never synced. */
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalBytes, toCanonical } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { BaselineChoice } from '../../shared/ipc/baseline-choice.ts';
import { Digest, DossierId, Instant, ItemId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import type { Layout } from './layout.ts';

const Draft = z.strictObject({ format: z.literal(1), kind: z.literal('draft'), savedAt: Instant, value: z.unknown() });
const ReadMarks = z.strictObject({ format: z.literal(1), kind: z.literal('read-marks'), viewed: z.record(Digest, z.array(ItemId).max(200_000)) });
/** Items viewed, by revision. */
export type Viewed = z.infer<typeof ReadMarks>['viewed'];

const LookedMarks = z.strictObject({ format: z.literal(1), kind: z.literal('looked'), at: z.record(Digest, Instant) });
/** When each revision was last opened. */
export type Looked = z.infer<typeof LookedMarks>['at'];

const ChosenBaselines = z.strictObject({ format: z.literal(1), kind: z.literal('baselines'), chosen: z.record(DossierId, BaselineChoice) });
/** What each dossier is compared with, where the member chose. */
export type Baselines = z.infer<typeof ChosenBaselines>['chosen'];

const maxDraftBytes = 1024 * 1024;
const maxMarksBytes = 64 * 1024 * 1024;
const maxLookedBytes = 8 * 1024 * 1024;
const maxBaselinesBytes = 8 * 1024 * 1024;
const draftName = /^[a-z0-9][a-z0-9._-]{0,119}$/;

export interface Notes {
  /** Saves a draft under an id such as `vote.aurora-7b-2.3`. */
  saveDraft(id: string, value: unknown, savedAt: Instant): Promise<Result<void>>;
  /** The draft's value, or null. */
  draft(id: string): Promise<Result<{ readonly value: unknown; readonly savedAt: Instant } | null>>;
  drafts(): Promise<Result<readonly string[]>>;
  removeDraft(id: string): Promise<Result<void>>;
  viewed(): Promise<Result<Viewed>>;
  /** Adds items to those viewed in a revision. */
  markViewed(revision: Digest, items: readonly ItemId[]): Promise<Result<void>>;
  looked(): Promise<Result<Looked>>;
  /** Notes that a revision was opened. */
  markLooked(revision: Digest, at: Instant): Promise<Result<void>>;
  baselines(): Promise<Result<Baselines>>;
  /** Keeps what a dossier is compared with from now on. */
  chooseBaseline(dossier: DossierId, choice: BaselineChoice): Promise<Result<void>>;
}

export function openNotes(layout: Layout, files: Files): Notes {
  const pathOf = (id: string): Result<string> =>
    draftName.test(id) && !id.includes('..') ? ok(join(layout.drafts, `${id}.json`)) : refuse('input/path-outside', { name: 'drafts', path: id.slice(0, 200) });
  const viewed = async (): Promise<Result<Viewed>> => {
    const bytes = await files.read(layout.readMarks, maxMarksBytes);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return ok({});
    const read = readStrict(ReadMarks, bytes.value, { name: 'read-marks.json', maxBytes: maxMarksBytes, format: 1 });
    return read.ok ? ok(read.value.viewed) : read;
  };
  const looked = async (): Promise<Result<Looked>> => {
    const bytes = await files.read(layout.looked, maxLookedBytes);
    if (!bytes.ok || bytes.value === null) return bytes.ok ? ok({}) : bytes;
    const read = readStrict(LookedMarks, bytes.value, { name: 'looked.json', maxBytes: maxLookedBytes, format: 1 });
    return read.ok ? ok(read.value.at) : read;
  };
  const baselines = async (): Promise<Result<Baselines>> => {
    const bytes = await files.read(layout.baselines, maxBaselinesBytes);
    if (!bytes.ok || bytes.value === null) return bytes.ok ? ok({}) : bytes;
    const read = readStrict(ChosenBaselines, bytes.value, { name: 'baselines.json', maxBytes: maxBaselinesBytes, format: 1 });
    return read.ok ? ok(read.value.chosen) : read;
  };
  // Two marks at once would each read, add and write, and one be lost.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (add: () => Promise<Result<void>>): Promise<Result<void>> => {
    const done = last.then(add);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    saveDraft: async (id, value, savedAt) => {
      const path = pathOf(id);
      if (!path.ok) return path;
      const bytes = toCanonical({ format: 1, kind: 'draft', savedAt, value }, `draft ${id}`);
      if (!bytes.ok) return bytes;
      if (bytes.value.length > maxDraftBytes) return refuse('input/too-large', { name: `draft ${id}`, sizeBytes: bytes.value.length, limitBytes: maxDraftBytes });
      return files.write(path.value, bytes.value, 0o600);
    },
    draft: async (id) => {
      const path = pathOf(id);
      if (!path.ok) return path;
      const bytes = await files.read(path.value, maxDraftBytes);
      if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
      const read = readStrict(Draft, bytes.value, { name: `draft ${id}`, maxBytes: maxDraftBytes, format: 1 });
      return read.ok ? ok({ value: read.value.value, savedAt: read.value.savedAt }) : read;
    },
    drafts: async () => {
      const names = await files.list(layout.drafts);
      return names.ok ? ok((names.value ?? []).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)).filter((id) => draftName.test(id))) : names;
    },
    removeDraft: async (id) => {
      const path = pathOf(id);
      return path.ok ? files.remove(path.value) : path;
    },
    viewed,
    markViewed: (revision, items) => inTurn(async () => {
      const known = await viewed();
      if (!known.ok) return known;
      const all = [...new Set([...(known.value[revision] ?? []), ...items])].sort();
      return files.write(layout.readMarks, canonicalBytes({ format: 1, kind: 'read-marks', viewed: { ...known.value, [revision]: all } }), 0o600);
    }),
    looked,
    markLooked: (revision, at) => inTurn(async () => {
      const known = await looked();
      return known.ok ? files.write(layout.looked, canonicalBytes({ format: 1, kind: 'looked', at: { ...known.value, [revision]: at } }), 0o600) : known;
    }),
    baselines,
    chooseBaseline: (dossier, choice) => inTurn(async () => {
      const known = await baselines();
      return known.ok ? files.write(layout.baselines, canonicalBytes({ format: 1, kind: 'baselines', chosen: { ...known.value, [dossier]: choice } }), 0o600) : known;
    }),
  };
}
