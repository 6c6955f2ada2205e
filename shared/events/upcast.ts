/**
 * Reads the body of an event of any version. Old events are never rewritten: when a shape changes, the new one gets a new
 * version and this table a step that turns the old body into the new one.
 */
import type { z } from 'zod';
import { checkSchema } from '../bytes/schema.ts';
import { ok, refuse, type Result } from '../result.ts';
import { acts, marks, type EventBody, type EventType } from './catalogue.ts';

/** One step from an older version of an event to a newer one. It gets a body that was valid for the older version. */
export interface Upcaster { readonly to: string; readonly up: (body: unknown) => unknown }

/** By the older version's name. Empty while every event is in its first version. */
export const upcasters: ReadonlyMap<string, Upcaster> = new Map();

/** Takes a body as far up as the table goes. A table that leads in a circle stops where it started. */
export function upcast(type: string, body: unknown, table: ReadonlyMap<string, Upcaster> = upcasters): { readonly type: string; readonly body: unknown } {
  let current = { type, body };
  const visited = new Set<string>();
  for (let step = table.get(type); step !== undefined && !visited.has(current.type); step = table.get(current.type)) {
    visited.add(current.type);
    current = { type: step.to, body: step.up(current.body) };
  }
  return current;
}

/** A body in its event's newest version, or of a type that this version doesn't know: to be kept as it is (rule L-3). */
export type ReadBody =
  | { [T in EventType]: { readonly kind: 'known'; readonly type: T; readonly body: EventBody<T> } }[EventType]
  | { readonly kind: 'unknown'; readonly type: string };

/**
 * Brings a body to the newest version of its event and checks it against the catalogue; `carriedAs` says how the event
 * carries it. Refuses `input/schema` for a type that it knows with a body that doesn't fit. `name` is what messages call it.
 */
export function readBody(type: string, body: unknown, carriedAs: 'act' | 'mark', name: string, table: ReadonlyMap<string, Upcaster> = upcasters): Result<ReadBody> {
  const current = upcast(type, body, table);
  const own = carriedAs === 'act' ? acts : marks;
  if (Object.hasOwn(carriedAs === 'act' ? marks : acts, current.type)) return refuse('input/schema', { name, place: '$', expected: carriedAs === 'act' ? 'a signed act' : 'a mark', found: current.type });
  if (!Object.hasOwn(own, current.type)) return ok({ kind: 'unknown', type });
  const checked = checkSchema(own[current.type as keyof typeof own] as z.ZodType, current.body, name);
  return checked.ok ? ok({ kind: 'known', type: current.type, body: checked.value } as ReadBody) : checked;
}
