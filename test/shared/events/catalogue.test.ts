import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../../../shared/bytes/base64.ts';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { readStrict } from '../../../shared/bytes/strict-json.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { acts, ActStatement, Event, marks } from '../../../shared/events/catalogue.ts';
import { readBody, upcast, type Upcaster } from '../../../shared/events/upcast.ts';
import { countedDigest } from '../../builders/fact.ts';
import { aurora } from '../../builders/revision.ts';

/** One feed with an event of every type, as version 1 of the format writes it. A line never changes; a new type or version adds one. */
const lines = readFileSync(new URL('../../golden/events-v1.feed', import.meta.url), 'utf8').trimEnd().split('\n').map((line) => ({ digest: line.slice(0, 64), text: line.slice(65) }));
const limits = { name: 'golden', maxBytes: 100_000, canonical: true };

function opened<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}

function bodyOf(event: Event): { readonly carriedAs: 'act' | 'mark'; readonly body: unknown } {
  if ('mark' in event.body) return { carriedAs: 'mark', body: event.body.mark };
  const statement = opened(readStrict(ActStatement, opened(fromBase64(event.body.act.payload, 'golden')), { ...limits, format: 1 }));
  expect([statement.type, statement.board, statement.claimedAt]).toEqual([event.type, event.board, event.claimedAt]);
  return { carriedAs: 'act', body: statement.body };
}

describe('the bytes of events', () => {
  it('are read and written again byte for byte, under the same names, in every type that there is', () => {
    const types: string[] = [];
    lines.forEach(({ digest, text }, seq) => {
      const event = opened(readStrict(Event, encodeUtf8(text), limits));
      expect(canonicalText(event)).toBe(text);
      expect(sha256(encodeUtf8(text))).toBe(digest);
      expect([event.seq, event.prev]).toEqual([seq, seq === 0 ? null : lines[seq - 1]!.digest]);
      const { carriedAs, body } = bodyOf(event);
      const read = opened(readBody(event.type, body, carriedAs, 'golden'));
      expect(read.kind === 'known' && canonicalText(read.body)).toBe(canonicalText(body));
      types.push(event.type);
    });
    expect(types.sort()).toEqual([...Object.keys(acts), ...Object.keys(marks)].sort());
  });
});

describe('a body', () => {
  const recusal = { dossier: aurora, reason: 'Adviser.' };
  const read = (type: string, body: unknown, carriedAs: 'act' | 'mark' = 'act', table?: ReadonlyMap<string, Upcaster>) => readBody(type, body, carriedAs, 'event 4', table);

  it('L-3 of an unknown type or version is unknown, never malformed', () => {
    expect(read('recusal.declared/1', recusal)).toEqual({ ok: true, value: { kind: 'known', type: 'recusal.declared/1', body: recusal } });
    for (const type of ['recusal.declared/2', 'wish.made/1', 'constructor', '__proto__']) expect(read(type, recusal)).toEqual({ ok: true, value: { kind: 'unknown', type } });
  });

  it('is refused with its place where it does not fit, has more than its type, or is carried the wrong way', () => {
    const refused = (params: object) => ({ ok: false, trouble: { code: 'input/schema', params: { name: 'event 4', ...params } } });
    expect(read('recusal.declared/1', { ...recusal, reason: '' })).toMatchObject(refused({ place: '$.reason' }));
    expect(read('recusal.declared/1', { ...recusal, extra: 1 })).toMatchObject(refused({ found: '"extra"' }));
    expect(read('recusal.declared/1', recusal, 'mark')).toMatchObject(refused({ expected: 'a mark' }));
    expect(read('finding.closed/1', { dossier: aurora, finding: countedDigest(1), resolution: 'x' })).toMatchObject(refused({ expected: 'a signed act' }));
  });

  it('of an older version goes up step by step, and no further round a circle', () => {
    const step = (to: string, key: string): Upcaster => ({ to, up: (body) => ({ ...(body as object), [key]: true }) });
    const table = new Map([['old/1', step('old/2', 'two')], ['old/2', step('recusal.declared/1', 'three')]]);
    expect(upcast('old/1', {}, table)).toEqual({ type: 'recusal.declared/1', body: { two: true, three: true } });
    expect(read('old/1', recusal, 'act', new Map([['old/1', { to: 'recusal.declared/1', up: (body) => body }]]))).toMatchObject({ value: { kind: 'known', type: 'recusal.declared/1' } });
    expect(upcast('a/1', {}, new Map([['a/1', step('b/1', 'b')], ['b/1', step('a/1', 'a')]])).type).toBe('a/1');
  });
});
