/**
 * Reads the body of an event of any version. Old events are never rewritten: when a shape changes, the new one gets a new
 * version and this table a step that turns the old body into the new one.
 */
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

export type ReadBody =
  | { [T in EventType]: { readonly kind: 'known'; readonly type: T; readonly body: EventBody<T> } }[EventType]
  /** A type that this version doesn't know: to be kept as it is (rule L-3). */
  | { readonly kind: 'unknown'; readonly type: string }
  /** A type that it knows with a body that doesn't fit: `place` is a JSON path. */
  | { readonly kind: 'malformed'; readonly type: string; readonly place: string; readonly expected: string };

/** Brings a body to the newest version of its event and checks it against the catalogue. `carriedAs` says how the event carries it. */
export function readBody(type: string, body: unknown, carriedAs: 'act' | 'mark', table: ReadonlyMap<string, Upcaster> = upcasters): ReadBody {
  const current = upcast(type, body, table);
  const own = carriedAs === 'act' ? acts : marks;
  const other = carriedAs === 'act' ? marks : acts;
  if (Object.hasOwn(other, current.type)) return { kind: 'malformed', type, place: '/', expected: carriedAs === 'act' ? 'a mark' : 'a signed act' };
  if (!Object.hasOwn(own, current.type)) return { kind: 'unknown', type };
  const schema = own[current.type as keyof typeof own] as (typeof acts)[keyof typeof acts];
  const parsed = schema.safeParse(current.body);
  if (parsed.success) return { kind: 'known', type: current.type, body: parsed.data } as ReadBody;
  const issue = parsed.error.issues[0];
  return { kind: 'malformed', type, place: `/${(issue?.path ?? []).join('/')}`, expected: issue?.message ?? 'another shape' };
}
