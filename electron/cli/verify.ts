/** `countersign verify`: reads a packet and perhaps a trust file, and prints the verifier's answer. */
import { checkWords } from '../../shared/copy/status.ts';
import { stepWords } from '../../shared/copy/verdict.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import { readTrustRoot, verifyPacket, type TrustRoot, type VerifyPorts } from '../../shared/packet/verify/verify.ts';
import type { Clock } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { Instant } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import type { Command } from './command.ts';
import { failed, type CommandOutput } from './output.ts';

export interface VerifyCommand {
  /** Path of the PDF. */
  readonly file: string;
  /** Path of the board's trust file; null: nobody is trusted, and no packet is approved. */
  readonly trust: string | null;
  /** The instant to judge validity at, as typed; null: now. */
  readonly at: string | null;
  readonly allowSample: boolean;
  readonly json: boolean;
}

export interface VerifyCommandPorts extends VerifyPorts { readonly files: Pick<Files, 'read'>; readonly clock: Clock }

const limit = { packetBytes: 512 * 1024 * 1024, trustBytes: 64 * 1024 } as const;

/** Exits with the verdict's code, or 64 for an instant that is none, 65 for a trust file that is none, 66 for a missing file, 74 when the disk fails. */
export async function verifyCommand(command: VerifyCommand, ports: VerifyCommandPorts): Promise<CommandOutput> {
  const at = Instant.safeParse(command.at ?? ports.clock.now());
  if (!at.success) return failed('verify', { family: 'refusal', code: 'input/usage', params: { problem: `--at takes an instant like 2026-11-19T09:12:44.000Z, not ${JSON.stringify(command.at)}` } });
  const trust = command.trust === null ? ok(null) : await trustAt(command.trust, ports);
  if (!trust.ok) return failed('verify', trust.trouble);
  const packet = await fileAt(command.file, limit.packetBytes, ports);
  if (!packet.ok) return failed('verify', packet.trouble);
  const report = await verifyPacket(packet.value, { trust: trust.value, at: at.data, allowSample: command.allowSample, ports });
  return { exitCode: report.exitCode, stdout: command.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report), stderr: '' };
}

async function fileAt(path: string, limitBytes: number, { files }: VerifyCommandPorts): Promise<Result<Uint8Array>> {
  const bytes = await files.read(path, limitBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : ok(bytes.value);
}

async function trustAt(path: string, ports: VerifyCommandPorts): Promise<Result<TrustRoot>> {
  const bytes = await fileAt(path, limit.trustBytes, ports);
  if (!bytes.ok) return bytes;
  const root = readTrustRoot(bytes.value);
  return root === null ? refuse('input/schema', { name: path, place: 'trust file', expected: 'one certificate in PEM or DER', found: 'something else' }) : ok(root);
}

/** The verdict line, then a line for each fact: result, step, what was found. */
export function reportText({ summary, facts }: VerifyReport): string {
  const rows = facts.map(({ step, result, reason }) => [checkWords[result], stepWords[step], reason] as const);
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  return [summary, '', ...rows.map(([result, step, reason]) => `  ${result.padEnd(width(0))}  ${step.padEnd(width(1))}  ${reason}`), ''].join('\n');
}

export const verify: Command = {
  takes: { files: ['FILE'], texts: ['trust', 'at'], flags: ['allow-sample', 'json'] },
  run: async (given, { board: { files, clock, sha256 }, subtle }) => ok(await verifyCommand(
    { file: given.files[0] ?? '', trust: given.path('trust'), at: given.text('at'), allowSample: given.flag('allow-sample'), json: given.flag('json') },
    { files, clock, sha256, subtle },
  )),
};
