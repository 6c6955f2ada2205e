/** One attack: a file that somebody forged, and the step of the verifier that has to notice. */
import { verifyPacket, type TrustRoot } from '../../shared/packet/verify/verify.ts';
import type { Step, VerifyReport } from '../../shared/packet/verdict.ts';
import { verifyOptions } from '../builders/sealed-packet.ts';

export interface Attack {
  /** The family that the literature knows it under. */
  readonly family: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The step that must not pass. */
  readonly step: Step;
  /** What the step must say; `open`: indeterminate is enough, since nothing false is claimed. */
  readonly must: 'fail' | 'open';
  readonly trust: TrustRoot | null;
}

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** An attack on a file as text; `step` fails. */
export const attack = (family: string, name: string, step: Step, file: string | Uint8Array, more: Partial<Pick<Attack, 'must' | 'trust'>> = {}): Attack =>
  ({ family, name, step, bytes: typeof file === 'string' ? latin1(file) : file, must: 'fail', trust: null, ...more });

/** What the verifier said. `caught`: the verdict is none that a gate lets through, and the named step did not pass. */
export interface Outcome { readonly attack: Attack; readonly caught: boolean; readonly found: string; readonly report: VerifyReport }

const neverAfterAnAttack: readonly string[] = ['approved', 'approved-with-conditions', 'not-approved'];

export async function outcomeOf(one: Attack): Promise<Outcome> {
  const report = await verifyPacket(one.bytes, verifyOptions(one.trust));
  const fact = report.facts.find(({ step }) => step === one.step);
  // A file that can't be read has no later facts: that is as good as the step's own failure.
  const result = fact?.result ?? (report.facts.length === 1 && report.facts[0]!.step === 'file' ? report.facts[0]!.result : 'not reached');
  const caught = !neverAfterAnAttack.includes(report.verdict) && (result === 'failed' || (one.must === 'open' && result === 'indeterminate'));
  return { attack: one, caught, found: `${result}: ${fact?.reason ?? report.facts[0]?.reason ?? ''}`, report };
}

/** The table that a person reads: what was tried, and what the verifier made of it. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ attack: one, caught, found, report }) => [caught ? 'caught' : 'SLIPPED', one.family, one.name, report.verdict, one.step, found.slice(0, 110)]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
