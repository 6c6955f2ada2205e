/** The shape that every table of words has. */
import type { FaultParams, IntegrityParams, RefusalParams } from '../../trouble.ts';

/** What to tell a person. Each part is one or two sentences; `todo` is empty where nothing can be done. */
export interface TroubleWords { readonly title: string; readonly detail: string; readonly todo: string }

/** One function from params to words for each code. */
export type WordTable<P> = { readonly [C in keyof P]: (params: P[C]) => TroubleWords };

export type AllParams = RefusalParams & FaultParams & IntegrityParams;

/** The codes whose part before the slash is one of `Area`. */
export type CodesIn<Area extends string, P = RefusalParams> = { [C in keyof P as C extends `${Area}/${string}` ? C : never]: P[C] };

export function say(title: string, detail: string, todo: string): TroubleWords {
  return { title, detail, todo };
}
