import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { notices } from '../../../renderer/bridge/notice.ts';
import { projectionDatabase } from '../../../renderer/projection/database.ts';
import { known, startRecord } from '../../../renderer/queries/record.ts';
import { setProfile, type OpenProfile } from '../../../renderer/queries/session.ts';
import { foldFacts } from '../../../shared/events/fold.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import { canonicalState, forksOf, type Fork } from '../../../shared/events/state.ts';
import type { RevisionBytes } from '../../../shared/ipc/contract.ts';
import { integrity, ok, type Result } from '../../../shared/result.ts';
import type { BoardId, DeviceId, Digest, MemberId } from '../../../shared/vocabulary.ts';
import { boardInstant, chainOf, everyone, rosterWith } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';
import { review, type Review } from '../../builders/review.ts';

const board = countedDigest(0xb0a4) as BoardId;

/** A main process with this record; objects are missing unless put. */
function main(book: Review, forks: readonly Fork[] = []) {
  const listeners = new Set<(message: { facts: readonly Fact[] }) => void>();
  const calls = { facts: 0, objects: [] as Digest[] };
  vi.stubGlobal('window', {
    countersign: {
      'facts.since': async ({ position }: { position: number }) => { calls.facts++; return ok(book.journal.facts.filter((fact) => fact.position > position).slice(0, 2)); },
      'revision.read': async ({ revision }: { revision: Digest }): Promise<Result<RevisionBytes>> => { calls.objects.push(revision); return integrity('object/missing', { digest: revision }); },
      'log.defect': async ({ message }: { message: string }) => ok({ reference: message }),
      on: (topic: string, listener: (message: { facts: readonly Fact[] }) => void) => {
        if (topic === 'facts') listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  const profile: OpenProfile = {
    kind: 'open', board: { id: board, name: 'Northlight', sample: false }, member: 'ingrid-solberg' as MemberId, device: 'd1'.repeat(16) as DeviceId, rosters: chainOf(rosterWith(everyone)), forks,
    trustFingerprint: countedDigest(9), store: null, samplePassphrase: null, token: null, found: [], now: boardInstant,
  };
  setProfile(profile);
  return { calls, profile, broadcast: (facts: readonly Fact[]) => { for (const listener of listeners) listener({ facts }); } };
}

const folded = () => canonicalState(known.get()!.view.state);
const expected = (book: Review) => canonicalState(foldFacts(book.journal.facts));
const until = (position: number) => vi.waitFor(() => expect(known.get()?.position).toBe(position));

const stops: (() => void)[] = [];
beforeEach(() => notices.set([]));
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await Dexie.delete(projectionDatabase(board).name);
  vi.unstubAllGlobals();
});

function begun(): Review {
  const book = review();
  book.publish();
  for (const member of ['ingrid-solberg', 'amara-okafor', 'rafael-quintero']) book.vote(member, 'approve');
  return book;
}

describe('the record in the window', () => {
  test('is the fold of main’s facts, and follows them', async () => {
    const book = begun();
    const process = main(book);
    stops.push(startRecord(board));
    await until(4);
    expect(folded()).toEqual(expected(book));
    process.broadcast([book.vote('ingrid-solberg', 'reject') as Fact]);
    await until(5);
    expect(folded()).toEqual(expected(book));
  });

  test('a second start reads only what is new', async () => {
    const book = begun();
    main(book);
    startRecord(board)();
    const first = startRecord(board);
    await until(4);
    first();
    expect(known.get()).toBeNull();
    const { calls } = main(book);
    stops.push(startRecord(board));
    await until(4);
    expect(calls.facts).toBe(2);
    expect(folded()).toEqual(expected(book));
  });

  test('a database wiped in between is rebuilt equal', async () => {
    const book = begun();
    main(book);
    const first = startRecord(board);
    await until(4);
    const before = folded();
    first();
    await Dexie.delete(projectionDatabase(board).name);
    stops.push(startRecord(board));
    await until(4);
    expect(folded()).toEqual(before);
  });

  test('L-4: a fork that only main has proof of is part of it, as soon as main says so', async () => {
    const book = begun();
    const { profile } = main(book);
    stops.push(startRecord(board));
    await until(4);
    const [, vote] = book.journal.facts;
    const fork: Fork = { device: vote!.device, seq: vote!.seq, digests: [vote!.digest, countedDigest(0xffff)] };
    setProfile({ ...profile, forks: [fork] });
    await vi.waitFor(() => expect(forksOf(known.get()!.view.state)).toEqual([fork]));
  });

  test('content that is missing leaves the record whole and is told to nobody', async () => {
    const book = begun();
    const { calls } = main(book);
    stops.push(startRecord(board));
    await until(4);
    expect(calls.objects).toContain(book.journal.facts[0]!.kind === 'known' ? (book.journal.facts[0]!.body as { revision: Digest }).revision : null);
    expect(notices.get()).toEqual([]);
  });
});
