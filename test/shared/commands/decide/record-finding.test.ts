import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { itemDigest } from '../../../../shared/dossier/revision-tree.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import type { Digest, ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';

const { ingrid, amara, helena, halden } = people;
const note = (parts: Partial<Command<'record-finding'>> = {}): Command => ({ name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'minor', text: 'A comma.', ...parts });
const resolve = (finding: Digest): Command => ({ name: 'resolve-finding', dossier: aurora, finding, resolution: 'Done.' });
const refused = (code: string, rule?: string) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }) } });
const published = () => { const board = review(); board.publish(); return board; };

describe('record-finding', () => {
  it('marks what doesn’t block and signs what does, with the digest of the item as it stands', () => {
    const board = published();
    expect(board.ask(halden.id, note())).toMatchObject({ ok: true, value: [{ kind: 'mark', type: 'finding.noted/1', body: { severity: 'minor', itemDigest: null } }] });
    for (const item of ['H-001', 'M-001']) {
      expect(board.ask(ingrid.id, note({ severity: 'blocker', item: item as ItemId }))).toMatchObject({ ok: true, value: [{ kind: 'act', type: 'blocker.recorded/1', body: { item, itemDigest: itemDigest(hazard(), sha256) } }] });
    }
    expect(board.ask(ingrid.id, note({ item: 'H-999' as ItemId }))).toMatchObject(refused('board/unknown-item'));
  });

  it('R-1 is not for who recused; V-4 is on the latest revision', () => {
    const board = published();
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(ingrid.id, note())).toMatchObject(refused('board/recused', 'R-1'));
    board.publish(revisionTwo);
    expect(board.ask(amara.id, note())).toMatchObject(refused('board/not-latest-revision', 'V-4'));
  });
});

describe('resolve-finding', () => {
  it('Q-4 is for the author and for a secretary, once, in the finding’s own kind', () => {
    const board = published();
    const blocker = board.act(ingrid.id, note({ severity: 'blocker' })), mark = board.act(ingrid.id, note());
    expect(board.ask(amara.id, resolve(blocker.digest))).toMatchObject(refused('board/not-the-role', 'L-5'));
    for (const member of [ingrid.id, helena.id]) expect(board.ask(member, resolve(blocker.digest))).toMatchObject({ ok: true, value: [{ kind: 'act', type: 'blocker.resolved/1' }] });
    expect(board.ask(ingrid.id, resolve(mark.digest))).toMatchObject({ ok: true, value: [{ kind: 'mark', type: 'finding.closed/1' }] });
    board.act(helena.id, resolve(blocker.digest));
    expect(board.ask(ingrid.id, resolve(blocker.digest))).toMatchObject(refused('board/finding-closed'));
    expect(board.ask(ingrid.id, resolve(countedDigest(9)))).toMatchObject(refused('board/unknown-finding'));
  });

  it('R-1 is not for who recused, of their own finding either', () => {
    const board = published();
    const blocker = board.act(ingrid.id, note({ severity: 'blocker' }));
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(ingrid.id, resolve(blocker.digest))).toMatchObject(refused('board/recused', 'R-1'));
    expect(board.ask(helena.id, resolve(blocker.digest))).toMatchObject({ ok: true });
  });
});

describe('publish-revision', () => {
  const publish = (revision = revisionOne): Command => ({ name: 'publish-revision', dossier: aurora, revision, note: null });

  it('L-5 is a submitter’s act, once for each revision', () => {
    const board = review();
    expect(board.ask(ingrid.id, publish())).toMatchObject(refused('board/not-the-role', 'L-5'));
    expect(board.ask(halden.id, publish())).toMatchObject({ ok: true, value: [{ kind: 'act', type: 'revision.published/1' }] });
    board.act(halden.id, publish());
    expect(board.ask(halden.id, publish())).toMatchObject(refused('board/already-published'));
    expect(board.ask(halden.id, publish(revisionTwo))).toMatchObject({ ok: true });
  });

  it('refuses what is not wholly here, and another dossier’s revision', () => {
    const board = review();
    expect(board.ask(halden.id, publish(countedDigest(9)))).toMatchObject(refused('board/unknown-revision'));
    board.contents.set(revisionOne, { ...contentWith(), register: null, highestResidual: 'unknown' });
    expect(board.ask(halden.id, publish())).toMatchObject(refused('board/unknown-revision'));
    board.contents.set(revisionOne, contentWith({ dossier: 'another' as typeof aurora }));
    expect(board.ask(halden.id, publish())).toMatchObject(refused('board/unknown-dossier'));
  });
});
