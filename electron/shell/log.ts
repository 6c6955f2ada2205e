/** The local log: what went wrong, without anything that a dossier, a person or a path could be known by. Never sent anywhere. */
import { join } from 'node:path';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Clock, Ids } from '../../shared/ports.ts';
import type { Files } from '../platform/files.ts';

export interface Log {
  /** One line. `text` is redacted. */
  note(what: string, text?: string): void;
  /** A defect with its stack; answers the reference that a person can quote. */
  defect(error: unknown): string;
  /** Waits until all that was noted is written. */
  settled(): Promise<void>;
}

const maxBytes = 1024 * 1024;
const keptLines = 400;

/** Takes out what may be private: quoted text, paths, long runs of hex or base64, addresses. What is left is code and numbers. */
export function redact(text: string): string {
  return text
    .replace(/(["'`“])(?:(?!\1)[^\n]){0,2000}["'`”]/g, '"…"')
    .replace(/(?:file|app):\/\/[^\s)]*?([A-Za-z0-9_-]+\.(?:m?js|cjs|ts|html))/g, '$1')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][^\s\\/:()]+)+[\\/]([A-Za-z0-9_.-]+\.(?:m?js|cjs|ts))/g, '$1')
    .replace(/(?:[A-Za-z]:\\|\/)[^\s:()]+/g, '<path>')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '<address>')
    .replace(/[0-9a-fA-F]{16,}/g, (hex) => `${hex.slice(0, 8)}…`)
    .replace(/[A-Za-z0-9+/]{40,}={0,2}/g, '<bytes>')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(0, 4000);
}

/** Opens the log in a profile's `log` folder. A log that can't be written is no reason to stop. */
export function openLog(profile: string, { files, clock, ids }: { readonly files: Files; readonly clock: Clock; readonly ids: Ids }): Log {
  const folder = join(profile, 'log');
  const path = join(folder, 'countersign.log');
  let sizeBytes: number | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function write(line: string): Promise<void> {
    if (sizeBytes === null) {
      await files.makeFolder(folder);
      const size = await files.size(path);
      sizeBytes = size.ok ? size.value ?? 0 : 0;
    }
    const bytes = encodeUtf8(line);
    if (sizeBytes + bytes.length > maxBytes) {
      const old = await files.read(path, maxBytes * 2);
      const kept = old.ok && old.value !== null ? `${new TextDecoder().decode(old.value).split('\n').slice(-keptLines).join('\n')}` : '';
      const replaced = await files.write(path, encodeUtf8(kept), 0o600);
      sizeBytes = replaced.ok ? encodeUtf8(kept).length : sizeBytes;
    }
    const appended = await files.append(path, bytes, sizeBytes);
    if (appended.ok) sizeBytes += bytes.length;
  }

  const add = (text: string): void => {
    const line = `${clock.now()} ${text.replace(/\n/g, '\n  ')}\n`;
    last = last.then(() => write(line)).catch(() => undefined);
  };
  return {
    note: (what, text) => add(text === undefined ? what : `${what}: ${redact(text)}`),
    defect: (error) => {
      const reference = ids.id().slice(0, 8);
      const said = error instanceof Error ? `${error.name}: ${error.message}\n${(error.stack ?? '').split('\n').slice(1, 20).join('\n')}` : typeof error;
      add(`defect ${reference} ${redact(said)}`);
      return reference;
    },
    settled: async () => { await last; },
  };
}
