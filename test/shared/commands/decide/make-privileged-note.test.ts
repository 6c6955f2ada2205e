import { describe, expect, it } from 'vitest';
import { makeAnchor } from '../../../../shared/annotation/anchor.ts';
import { padded, readNoteContent, sizeClasses, unpadded, type SealedBox } from '../../../../shared/annotation/sealed-note.ts';
import { canonicalBytes } from '../../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { permissions, privilegedNote, type CommandContext } from '../../../../shared/commands/decide.ts';
import { historyText, historyWords } from '../../../../shared/copy/history.ts';
import { itemDigest } from '../../../../shared/dossier/revision-tree.ts';
import type { DocumentEntry } from '../../../../shared/dossier/revision.ts';
import { historyOf } from '../../../../shared/events/history.ts';
import type { Digest, ItemId, MemberId } from '../../../../shared/vocabulary.ts';
import { everyone, people } from '../../../builders/board.ts';
import { countedDigest, minutesLater } from '../../../builders/fact.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../../builders/review.ts';

const { ingrid, amara, helena } = people;
const anchor = makeAnchor('The limit is 25. The bumper stops it.', { start: 17, end: 37 })!;
const make = (parts: Partial<Command<'make-privileged-note'>> = {}): Command<'make-privileged-note'> => ({ name: 'make-privileged-note', dossier: aurora, shown: revisionOne, item: 'D-1' as ItemId, anchor, text: 'Who is liable?', tags: ['liability', 'liability'], ...parts });
const document: DocumentEntry = { id: 'D-1' as ItemId, title: 'Safety case', mediaType: 'text/markdown', name: 'safety-case.md', object: countedDigest(0xd1), sizeBytes: 37 };
const sealed = { ephemeral: 'A', commitment: 'A', readers: [], iv: 'A', content: 'A' } as SealedBox;

/** A board whose counsel are Amara, and Helena beside her work as its secretary. */
function published(): Review {
  const board = review({}, everyone.map((one) => (one.id === amara.id || one.id === helena.id ? { ...one, roles: [...one.roles, 'counsel' as const] } : one)));
  for (const revision of [revisionOne, revisionTwo]) board.contents.set(revision, contentWith({ documents: [document] }));
  board.publish();
  return board;
}
const context = (board: Review, actor: MemberId): CommandContext => ({ at: minutesLater(100), actor, contentOf: board.contentOf });

describe('make-privileged-note', () => {
  it('A-3 is for counsel alone, and becomes nothing before it is sealed', () => {
    const board = published();
    expect(board.ask(amara.id, make())).toEqual({ ok: true, value: [] });
    expect(privilegedNote(board.view(), make(), context(board, amara.id))).toMatchObject({
      ok: true, value: { readers: [{ id: amara.id }, { id: helena.id }], content: { format: 1, kind: 'privileged-note', revision: revisionOne, item: 'D-1', itemDigest: itemDigest(document, sha256), anchor, text: 'Who is liable?', tags: ['liability'] } },
    });
    expect(board.ask(ingrid.id, make())).toMatchObject({ ok: false, trouble: { code: 'board/not-the-role', rule: 'A-3' } });
    expect(privilegedNote(board.view(), make(), context(board, ingrid.id))).toMatchObject({ ok: false, trouble: { rule: 'A-3' } });
    expect(permissions(board.view(), aurora, context(board, ingrid.id))['make-privileged-note']).toMatchObject({ code: 'board/not-the-role' });
    expect(permissions(board.view(), aurora, context(board, amara.id))['make-privileged-note']).toBeNull();
  });

  it('R-1 neither writes nor is written to who recused; V-4 is on the latest revision, and on a document', () => {
    const board = published();
    for (const item of ['H-001', 'D-999']) expect(board.ask(amara.id, make({ item: item as ItemId }))).toMatchObject({ ok: false, trouble: { code: 'board/unknown-item' } });
    board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(amara.id, make())).toMatchObject({ ok: false, trouble: { code: 'board/recused', rule: 'R-1' } });
    expect(privilegedNote(board.view(), make(), context(board, helena.id))).toMatchObject({ ok: true, value: { readers: [{ id: helena.id }] } });
    board.publish(revisionTwo);
    expect(board.ask(helena.id, make())).toMatchObject({ ok: false, trouble: { code: 'board/not-latest-revision', rule: 'V-4' } });
  });

  it('A-3 counts what counsel wrote, A-1 until its author withdraws it; the history says that and no more', () => {
    const board = published();
    const notes = [amara.id, helena.id, ingrid.id].map((who) => board.journal.write(who, 'privileged.noted/1', { dossier: aurora, sealed }));
    expect(board.summary().privileged.map(({ member, withdrawnAt }) => [member, withdrawnAt])).toEqual([[amara.id, null], [helena.id, null]]);
    const withdraw = (note: Digest): Command => ({ name: 'withdraw-privileged-note', dossier: aurora, note });
    expect(board.ask(helena.id, withdraw(notes[0]!.digest))).toMatchObject({ ok: false, trouble: { code: 'board/not-its-author' } });
    expect(board.ask(ingrid.id, withdraw(notes[2]!.digest))).toMatchObject({ ok: false, trouble: { code: 'board/unknown-annotation' } });
    board.journal.write(helena.id, 'privileged.withdrawn/1', { dossier: aurora, note: notes[0]!.digest });
    expect(board.summary().privileged.filter(({ withdrawnAt }) => withdrawnAt === null)).toHaveLength(2);
    board.act(amara.id, withdraw(notes[0]!.digest));
    expect(board.summary().privileged.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, true]);
    const told = historyOf(board.view(), aurora).slice(1).map(({ fact }) => [historyWords(fact, { nameOf: String, isQuestion: () => false, meetingTitleOf: String, packetNumberOf: String } as never), historyText(fact)]);
    expect(told).toEqual([['wrote a privileged note', null], ['wrote a privileged note', null], ['withdrew a privileged note', null], ['withdrew a privileged note', null]]);
  });
});

describe('what is sealed', () => {
  it('is filled up to a size class and found again; anything else is no content', () => {
    for (const length of [0, 1, 1020, 1021, 4092, 4093, 65_532, 200_000]) {
      const content = new Uint8Array(length).fill(7);
      const filled = padded(content)!;
      expect(sizeClasses).toContain(filled.length);
      expect(unpadded(filled)).toEqual(content);
    }
    expect(padded(new Uint8Array(256 * 1024 - 3))).toBeNull();
    const filled = padded(new Uint8Array(5))!;
    const changed = (change: (bytes: Uint8Array) => void): Uint8Array => { const bytes = Uint8Array.from(filled); change(bytes); return bytes; };
    for (const odd of [new Uint8Array(), filled.subarray(1), changed((bytes) => { bytes[0] = 1; }), changed((bytes) => { bytes[1023] = 1; }), changed((bytes) => { bytes[2] = 4; })]) expect(unpadded(odd)).toBeNull();
    // A short content in a large class would tell two ways of sealing the same apart.
    const large = new Uint8Array(4096);
    expect(unpadded(large)).toBeNull();
  });

  it('is read strictly, and no message quotes it', () => {
    const content = { format: 1, kind: 'privileged-note', revision: revisionOne, item: 'D-1', itemDigest: countedDigest(1), anchor, text: 'Secret', tags: [] };
    expect(readNoteContent(canonicalBytes(content))).toEqual({ ok: true, value: content });
    for (const odd of [{ ...content, tags: ['Secret', 7] }, { ...content, Secret: 1 }, { ...content, format: 2 }, 'Secret']) {
      const read = readNoteContent(canonicalBytes(odd));
      expect(read.ok).toBe(false);
      expect(JSON.stringify(read)).not.toContain('Secret');
    }
  });
});
