import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { itemDigest } from '../../../../shared/dossier/revision-tree.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { hazard } from '../../../builders/hazard.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const score = { severity: 8, likelihood: 4, detectability: 4 };
const scored = (parts: Partial<Command<'score-hazard'>> = {}): Command => ({ name: 'score-hazard', dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId, score, note: null, ...parts });
const agreed = (parts: Partial<Command<'agree-score'>> = {}): Command => ({ name: 'agree-score', dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId, score, reason: ' Two saw it. ', ...parts });
const refused = (code: string, rule?: string) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }) } });
const published = () => { const board = review(); board.publish(); return board; };

describe('score-hazard', () => {
  it('S-1 marks a voter’s score with the hazard’s digest', () => {
    const board = published();
    expect(board.ask(ingrid.id, scored({ note: '  ' }))).toEqual({ ok: true, value: [{ kind: 'mark', type: 'hazard.scored/1', body: { dossier: aurora, revision: revisionOne, item: 'H-001', itemDigest: itemDigest(hazard(), sha256), score, note: null } }] });
    for (const member of [helena.id, halden.id]) expect(board.ask(member, scored())).toMatchObject(refused('board/not-the-role', 'S-1'));
    for (const item of ['M-001', 'H-999']) expect(board.ask(ingrid.id, scored({ item: item as ItemId }))).toMatchObject(refused('board/unknown-item'));
  });

  it('V-2 R-1 V-4 is not for owners, for who recused, or on an earlier revision', () => {
    const board = published();
    board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(amara.id, scored())).toMatchObject(refused('board/recused', 'R-1'));
    board.contents.set(revisionOne, contentWith({ owners: ['Dr Rafael Quintero'] }));
    expect(board.ask(rafael.id, scored())).toMatchObject(refused('board/owns-release', 'V-2'));
    board.publish(revisionTwo);
    expect(board.ask(ingrid.id, scored())).toMatchObject(refused('board/not-latest-revision', 'V-4'));
  });
});

describe('agree-score', () => {
  it('S-2 is a secretary’s act that names every score that counts', () => {
    const board = published();
    expect(board.ask(helena.id, agreed())).toMatchObject(refused('board/nobody-scored', 'S-2'));
    board.act(ingrid.id, scored());
    const [latest, other] = [board.act(ingrid.id, scored({ note: 'Again.' })), board.act(amara.id, scored())];
    expect(board.ask(ingrid.id, agreed())).toMatchObject(refused('board/not-the-role', 'L-5'));
    expect(board.ask(helena.id, agreed())).toMatchObject({ ok: true, value: [{ kind: 'act', type: 'score.agreed/1', body: { item: 'H-001', reason: 'Two saw it.', scores: [latest.digest, other.digest] } }] });
    expect(board.ask(helena.id, agreed({ item: 'H-999' as ItemId }))).toMatchObject(refused('board/unknown-item'));
  });
});
