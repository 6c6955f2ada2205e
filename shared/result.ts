/**
 * How anything that can go wrong says so. Three families are returned as values; the fourth, a Defect (our own
 * bug), is thrown and caught at the edges.
 */
import type { FaultParams, IntegrityParams, RefusalParams } from './trouble.ts';

/** A rule id such as `Q-1`, as numbered in `shared/README.md`. */
export type RuleId = `${'Q' | 'V' | 'R' | 'C' | 'L' | 'P' | 'E' | 'S' | 'F' | 'A' | 'M'}-${number}`;

/** The rules say no; expected, explained, not logged as an error. */
export type Refusal = { [C in keyof RefusalParams]: { readonly family: 'refusal'; readonly code: C; readonly params: RefusalParams[C]; readonly rule?: RuleId } }[keyof RefusalParams];
/** The world failed: disk, network, another process. `retry` says whether trying again can help. */
export type Fault = { [C in keyof FaultParams]: { readonly family: 'fault'; readonly code: C; readonly params: FaultParams[C]; readonly retry: boolean } }[keyof FaultParams];
/** Bytes are not what they claim to be. Kept, shown, never repaired silently. */
export type Integrity = { [C in keyof IntegrityParams]: { readonly family: 'integrity'; readonly code: C; readonly params: IntegrityParams[C] } }[keyof IntegrityParams];
export type Trouble = Refusal | Fault | Integrity;
export type TroubleCode = Trouble['code'];

export type Result<T, E extends Trouble = Trouble> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E extends Trouble>(trouble: E): { readonly ok: false; readonly trouble: E } => ({ ok: false, trouble });

export function refuse<C extends keyof RefusalParams>(code: C, params: RefusalParams[C], rule?: RuleId): { readonly ok: false; readonly trouble: Refusal } {
  return fail((rule === undefined ? { family: 'refusal', code, params } : { family: 'refusal', code, params, rule }) as unknown as Refusal);
}
export function fault<C extends keyof FaultParams>(code: C, params: FaultParams[C], retry = true): { readonly ok: false; readonly trouble: Fault } {
  return fail({ family: 'fault', code, params, retry } as unknown as Fault);
}
export function integrity<C extends keyof IntegrityParams>(code: C, params: IntegrityParams[C]): { readonly ok: false; readonly trouble: Integrity } {
  return fail({ family: 'integrity', code, params } as unknown as Integrity);
}

/** Thrown where the program itself is wrong; never for bad input. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/** Makes a missing case a compile error. */
export function assertNever(value: never): never {
  throw new Defect(`unexpected case: ${JSON.stringify(value)}`);
}
