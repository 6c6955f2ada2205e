import { basename } from 'node:path';
import type { Files } from '../platform/files.ts';
import { ok, type Result } from '../../shared/result.ts';

/** A file's suggested name and what it is, for the filters of the dialog. */
export interface SaveSuggestion { readonly name: string; readonly kind: 'pdf' | 'pem' | 'md' | 'txt' | 'ics' | 'json' | 'raw' }

/** Asks the member where, and writes it there: the name that it was saved under, or null when they close the dialog. */
export type SaveFile = (suggestion: SaveSuggestion, bytes: Uint8Array) => Promise<Result<string | null>>;

/** `ask` answers a path, or null. */
export function saveWith(ask: (suggestion: SaveSuggestion) => Promise<string | null>, files: Pick<Files, 'write'>): SaveFile {
  return async (suggestion, bytes) => {
    const path = await ask(suggestion);
    if (path === null) return ok(null);
    const written = await files.write(path, bytes);
    return written.ok ? ok(basename(path)) : written;
  };
}
