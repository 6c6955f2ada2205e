import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import { itemDigest } from '../../../../shared/dossier/revision-tree.ts';
import type { Digest, ItemId, MemberId } from '../../../../shared/vocabulary.ts';
import { chainOf, everyone, people, rosterWith } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';
import { aurora } from '../../../builders/revision.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const ask = (parts: Partial<Command<'ask-question'>> = {}): Command => ({ name: 'ask-question', dossier: aurora, shown: revisionOne, item: null, to: amara.id, text: 'Who watches at night?', ...parts });
const assign = (finding: Digest, to: MemberId | null = rafael.id): Command => ({ name: 'assign-finding', dossier: aurora, finding, to });
const answer = (finding: Digest): Command => ({ name: 'answer-finding', dossier: aurora, finding, text: 'The porter.' });
const refused = (code: string, rule?: string, params: object = {}) => ({ ok: false, trouble: { code, params, ...(rule === undefined ? {} : { rule }) } });
const published = () => { const board = review(); board.publish(); return board; };

describe('ask-question', () => {
  it('is a mark with the digest of the item as it stands', () => {
    const board = published();
    expect(board.ask(ingrid.id, ask({ item: 'H-001' as ItemId, to: null }))).toMatchObject({ ok: true, value: [{ kind: 'mark', type: 'question.asked/1', body: { item: 'H-001', itemDigest: itemDigest(hazard(), sha256), to: null } }] });
    expect(board.ask(ingrid.id, ask({ item: 'H-999' as ItemId }))).toMatchObject(refused('board/unknown-item'));
    board.publish(revisionTwo);
    expect(board.ask(ingrid.id, ask())).toMatchObject(refused('board/not-latest-revision', 'V-4'));
  });

  it('F-1 is put to an active member who isn’t recused and isn’t its author, or to a release team that there is', () => {
    const board = published();
    const asked = (to: MemberId | null) => board.ask(ingrid.id, ask({ to }));
    expect(asked(null)).toMatchObject({ ok: true });
    board.rosters = chainOf(rosterWith(everyone), rosterWith(everyone.map((member) => (member.id === halden.id ? { ...member, status: 'revoked' as const } : member))));
    expect(asked(null)).toMatchObject(refused('board/cannot-be-asked', 'F-1', { reason: 'no-submitter' }));
    expect(asked(ingrid.id)).toMatchObject(refused('board/cannot-be-asked', 'F-1', { reason: 'author' }));
    for (const nobody of ['a-stranger' as MemberId, halden.id]) expect(asked(nobody)).toMatchObject(refused('board/cannot-be-asked', 'F-1', { reason: 'not-a-member', member: nobody }));
    board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(asked(amara.id)).toMatchObject(refused('board/cannot-be-asked', 'F-1', { reason: 'recused' }));
  });

  it('R-1 is not for who recused, nor are replies and assignments', () => {
    const board = published();
    const question = board.act(ingrid.id, ask()).digest;
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    for (const command of [ask(), assign(question), answer(question)]) expect(board.ask(ingrid.id, command)).toMatchObject(refused('board/recused', 'R-1'));
  });
});

describe('assign-finding', () => {
  it('F-2 is for the author, a secretary and whoever it is put to', () => {
    const board = published();
    const question = board.act(ingrid.id, ask()).digest;
    expect(board.ask(rafael.id, assign(question))).toMatchObject(refused('board/not-the-role', 'F-2'));
    for (const member of [ingrid.id, amara.id, helena.id]) expect(board.ask(member, assign(question))).toMatchObject({ ok: true, value: [{ kind: 'mark', type: 'finding.assigned/1', body: { finding: question, to: rafael.id } }] });
    board.act(amara.id, assign(question, null));
    expect(board.ask(amara.id, assign(question))).toMatchObject(refused('board/not-the-role', 'F-2'));
    expect(board.ask(halden.id, assign(question))).toMatchObject({ ok: true });
  });

  it('F-1 gives a question back to nobody who asked it; a finding may go to its author', () => {
    const board = published();
    const question = board.act(ingrid.id, ask()).digest;
    expect(board.ask(amara.id, assign(question, ingrid.id))).toMatchObject(refused('board/cannot-be-asked', 'F-1', { reason: 'author' }));
    const finding = board.act(ingrid.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'major', text: 'No source.' }).digest;
    expect(board.ask(helena.id, assign(finding, ingrid.id))).toMatchObject({ ok: true });
  });
});

describe('answer-finding', () => {
  it('is for every member, the release team included', () => {
    const board = published();
    const question = board.act(ingrid.id, ask()).digest;
    for (const { id } of everyone) expect(board.ask(id, answer(question))).toMatchObject({ ok: true, value: [{ kind: 'mark', type: 'finding.answered/1', body: { finding: question } }] });
  });

  it('F-3 comes to an end with the question, as do assignments', () => {
    const board = published();
    const question = board.act(ingrid.id, ask()).digest;
    expect(board.ask(amara.id, { name: 'resolve-finding', dossier: aurora, finding: question, resolution: 'Seen.' })).toMatchObject(refused('board/not-the-role', 'L-5'));
    board.act(helena.id, { name: 'resolve-finding', dossier: aurora, finding: question, resolution: 'Seen.' });
    for (const command of [answer(question), assign(question)]) expect(board.ask(ingrid.id, command)).toMatchObject(refused('board/finding-closed', 'F-3'));
    expect(board.ask(ingrid.id, answer(countedDigest(9)))).toMatchObject(refused('board/unknown-finding'));
  });
});
