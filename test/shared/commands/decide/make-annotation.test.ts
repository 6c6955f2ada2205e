import { describe, expect, it } from 'vitest';
import { makeAnchor } from '../../../../shared/annotation/anchor.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { itemDigest } from '../../../../shared/dossier/revision-tree.ts';
import type { DocumentEntry } from '../../../../shared/dossier/revision.ts';
import type { Digest, ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../../builders/review.ts';

const { ingrid, amara, halden } = people;
const anchor = makeAnchor('The limit is 25. The bumper stops it.', { start: 17, end: 37 })!;
const make = (parts: Partial<Command<'make-annotation'>> = {}): Command => ({ name: 'make-annotation', dossier: aurora, shown: revisionOne, item: 'D-1' as ItemId, anchor, text: 'Who checked?', tags: ['bumper'], ...parts });
const withdraw = (annotation: Digest): Command => ({ name: 'withdraw-annotation', dossier: aurora, annotation });
const refused = (code: string, rule?: string) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }) } });
const document: DocumentEntry = { id: 'D-1' as ItemId, title: 'Safety case', mediaType: 'text/markdown', name: 'safety-case.md', object: countedDigest(0xd1), sizeBytes: 37 };
function published(): Review {
  const board = review();
  for (const revision of [revisionOne, revisionTwo]) board.contents.set(revision, contentWith({ documents: [document] }));
  board.publish();
  return board;
}

describe('make-annotation', () => {
  it('A-1 is a mark that quotes the passage and names the document as it stands', () => {
    const board = published();
    expect(board.ask(halden.id, make({ tags: ['bumper', 'bumper'] }))).toEqual({ ok: true, value: [{ kind: 'mark', type: 'annotation.made/1', body: { dossier: aurora, revision: revisionOne, item: 'D-1', itemDigest: itemDigest(document, sha256), anchor, text: 'Who checked?', tags: ['bumper'] } }] });
    for (const item of ['H-001', 'D-999']) expect(board.ask(ingrid.id, make({ item: item as ItemId }))).toMatchObject(refused('board/unknown-item'));
    board.act(ingrid.id, make({ text: '', tags: [] }));
    expect(board.summary().annotations).toMatchObject([{ item: 'D-1', revision: revisionOne, member: ingrid.id, text: '', withdrawnAt: null, anchor }]);
  });

  it('R-1 is not for who recused; V-4 is on the latest revision', () => {
    const board = published();
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(ingrid.id, make())).toMatchObject(refused('board/recused', 'R-1'));
    board.publish(revisionTwo);
    expect(board.ask(amara.id, make())).toMatchObject(refused('board/not-latest-revision', 'V-4'));
  });
});

describe('withdraw-annotation', () => {
  it('A-1 is for its author, once, and what was withdrawn stays in the record', () => {
    const board = published();
    const { digest } = board.act(ingrid.id, make());
    expect(board.ask(amara.id, withdraw(digest))).toMatchObject(refused('board/not-its-author', 'A-1'));
    expect(board.ask(ingrid.id, withdraw(countedDigest(9)))).toMatchObject(refused('board/unknown-annotation'));
    board.act(ingrid.id, withdraw(digest));
    expect(board.summary().annotations).toMatchObject([{ annotation: digest, text: 'Who checked?', withdrawnAt: expect.any(String) }]);
    expect(board.ask(ingrid.id, withdraw(digest))).toMatchObject(refused('board/annotation-withdrawn'));
  });

  it('A-1 by anybody else changes nothing, whatever a device wrote', () => {
    const board = published();
    const { digest } = board.act(ingrid.id, make());
    board.journal.write(amara.id, 'annotation.withdrawn/1', { dossier: aurora, annotation: digest });
    expect(board.summary().annotations).toMatchObject([{ withdrawnAt: null }]);
  });
});
