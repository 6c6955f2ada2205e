/** A folder with packets of every standing, their trust files, artifacts and policies, and the command line in it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandOutput } from '../../electron/cli/output.ts';
import type { CommandLinePorts } from '../../electron/cli/ports.ts';
import { runCommandLine } from '../../electron/cli/run.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { openFiles, type Files } from '../../electron/platform/files.ts';
import { ok } from '../../shared/result.ts';
import { dayAfter, plainApproval, sealedPacket } from './sealed-packet.ts';

export interface GateFolder {
  readonly folder: string;
  /** The board's id. */
  readonly board: string;
  at(name: string): string;
  sha256(name: string): string;
  /** Runs the words there; `now` is the machine's time, a day after the issue unless given. */
  run(words: readonly string[], over?: { readonly now?: string; readonly files?: Partial<Files> }): Promise<CommandOutput>;
}

/**
 * `approved.pdf` with `root.pem`; `conditional.pdf`, `rejected.pdf` and `sample.pdf` with roots of their names; `changed.pdf` (a flipped byte),
 * `cut.pdf`, `broken.pdf`, `notes.txt`; `model.bin` (approved), `other.bin`.
 */
export async function gateFolder(): Promise<GateFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-gate-'));
  const at = (name: string): string => join(folder, name);
  let board = '';
  for (const [name, parts] of [['approved', plainApproval], ['conditional', { baseline: false }], ['rejected', { outcome: 'rejected', baseline: false }], ['sample', { ...plainApproval, sample: true }]] as const) {
    const packet = await sealedPacket(parts);
    if (name === 'approved') board = packet.trust.board!;
    writeFileSync(at(`${name}.pdf`), packet.bytes);
    writeFileSync(at(name === 'approved' ? 'root.pem' : `${name}.pem`), packet.trustPem);
  }
  const bytes = readFileSync(at('approved.pdf'));
  const changed = Buffer.from(bytes);
  changed[Math.floor(changed.length / 2)]! ^= 1;
  writeFileSync(at('changed.pdf'), changed);
  writeFileSync(at('cut.pdf'), bytes.subarray(0, bytes.length - 100));
  writeFileSync(at('broken.pdf'), '%PDF-1.7\nand nothing else\n');
  writeFileSync(at('notes.txt'), 'Nothing like a PDF.\n');
  // The builder's first artifact is this byte.
  writeFileSync(at('model.bin'), new Uint8Array([1]));
  writeFileSync(at('other.bin'), 'Other weights.\n');
  return {
    folder, board, at,
    sha256: (name) => createHash('sha256').update(readFileSync(at(name))).digest('hex'),
    run: (words, { now = dayAfter, files = {} } = {}) => {
      const ports = { from: folder, board: { files: { ...openFiles(), ...files }, clock: { now: () => now }, sha256: nodeSha256 }, subtle: globalThis.crypto.subtle };
      return runCommandLine(words, () => Promise.resolve(ok(ports as unknown as CommandLinePorts)));
    },
  };
}
