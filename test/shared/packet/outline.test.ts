import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { verifyWords } from '../../../shared/copy/screens/verify.ts';
import { companionFiles, type PacketBasis } from '../../../shared/packet/basis.ts';
import { evidenceLineLimit } from '../../../shared/packet/files.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { outlineOf } from '../../../shared/packet/outline.ts';
import type { Block, Outline } from '../../../shared/packet/outline/content.ts';
import { firstPageRooms } from '../../../shared/packet/outline/room.ts';
import { sectionsOf } from '../../../shared/packet/outline/sections.ts';
import type { Day, Digest } from '../../../shared/vocabulary.ts';
import { entry, evidence, lineage, measured } from '../../builders/evidence.ts';
import { hazards, packetWorld } from '../../builders/packet-basis.ts';
import { copyRequest } from '../../builders/packet-copy.ts';

const statementFile = { name: 'statement.dsse.json', digest: '86'.repeat(32) as Digest, sizeBytes: 1 };
const outline = (basis: PacketBasis, room = firstPageRooms[0]): Outline => outlineOf(basis, statementFile, companionFiles(basis, sha256), sha256, room);
/** Everything that is printed, as one text. */
const said = (blocks: readonly Block[]): string => JSON.stringify(blocks).replaceAll('\u00a0', ' ');
const sections = (blocks: readonly Block[]): (string | null)[] => blocks.flatMap((block) => (block.kind === 'section' ? [block.number] : []));
const numbers = (blocks: readonly Block[]): string[] => blocks.flatMap((block) => (block.kind === 'labelled' ? [block.number] : []));

describe('the outline of a packet', () => {
  let basis: PacketBasis;
  beforeAll(async () => { ({ basis } = await packetWorld()); });

  it('has its sections in order, each label numbered once', () => {
    const { first, rest } = outline(basis);
    expect(first[0]).toMatchObject({ kind: 'decision-head', title: 'Approved with 2\u00a0conditions', sign: 'passed' });
    expect(sections(rest)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
    expect(new Set(numbers(rest)).size).toBe(numbers(rest).length);
  });

  it('page 1 points at the sections that hold dissent and recusal', () => {
    const { first, rest } = outline(basis);
    expect(said(first)).toContain('dissent, section 7.2');
    expect(said(first)).toContain('recusal, section 7.3');
    expect(numbers(rest)).toEqual(expect.arrayContaining(['7.2', '7.3']));
  });

  it('page 1 quotes the Verify screen as it is', () => {
    const [, quoted] = /Under Verify .*?“([^”]+)”/.exec(said(outline(basis).first)) ?? [];
    expect(quoted).toBe(verifyWords.other);
    expect(readFileSync('renderer/features/verify/verify.tsx', 'utf8')).toContain('label={words.other}');
  });

  it('P-3: a dissent whose vote does not count is printed and says so', () => {
    const late = { ...basis.dissents[0]!, act: 'ab'.repeat(32) as Digest, text: 'Too early.\n\nFar too early.', counted: false };
    const { first, rest } = outline({ ...basis, dissents: [...basis.dissents, late] });
    expect(said(first)).toContain('Two dissents');
    expect(said(rest)).toContain('a vote that the decision does not count');
    expect(said(rest)).toContain('Far too early.');
  });

  it('each outcome says what it is, everywhere', async () => {
    const { basis: rejected } = await packetWorld({ outcome: 'rejected', baseline: false, recused: false, dissent: null });
    const no = outline(rejected);
    expect(no.first[0]).toMatchObject({ title: 'Not approved', sign: 'failed' });
    expect(no.header[0]).toMatch(/^Decision packet/);
    expect(no.footer[1]).toMatch(/^Not approved/);
    expect(said(no.first)).not.toContain('Valid until');
    expect(said(no.rest)).toContain('No earlier approval');
    expect(said(no.rest)).toContain('No member dissented.');
    const yes = outline({ ...basis, decision: { ...basis.decision, outcome: 'approved' }, conditions: [] });
    expect(yes.first[0]).toMatchObject({ title: 'Approved' });
    expect(said(yes.first)).toContain('None.');
  });

  it('P-5: a sample says so in its banner and in its first sentence', async () => {
    expect(outline(basis).banner).toBeNull();
    const { banner, first } = outline({ ...basis, board: { ...basis.board, sample: true } });
    expect(banner).toBe('SAMPLE');
    expect(said(first)).toContain('it permits nothing');
    expect(said(first)).toContain('--allow-sample');
  });

  it('whatever room page 1 has, every condition stands somewhere with its whole text and who is obliged', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ ...basis.conditions[0]!, id: `C-${i + 1}` as typeof basis.conditions[0]['id'], text: `Obligation number ${i + 1}.`, obliged: i % 2 === 0 ? 'Halden Compute AS' : 'Northlight' }));
    for (const room of firstPageRooms) {
      const { first, rest } = outline({ ...basis, conditions: many }, room);
      for (const { text, obliged } of many) expect(said(rest).includes(text) && said(rest).includes(obliged)).toBe(true);
      if (room.conditions === 'full') for (const { text } of many) expect(said(first)).toContain(text);
      expect(said(first).includes('in full in section 8')).toBe(room.conditions !== 'full');
      expect(said(rest).includes('"2.4"')).toBe(room.artifacts < basis.revision.revision.artifacts.length);
    }
  });

  it('names every hazard, the gravest first', () => {
    const { rest } = outline(basis);
    for (const { id } of basis.register.register.hazards) expect(said(rest)).toContain(`"${id}"`);
    const none = outline({ ...basis, register: { ...basis.register, register: { ...basis.register.register, hazards: [] } } });
    expect(said(none.rest)).toContain('names no hazard');
    expect(said(outline({ ...basis, register: { ...basis.register, register: { ...basis.register.register, hazards: hazards(1) } } }).rest)).toContain('1 hazard, by residual level');
  });

  it('E-1: evidence that is inconclusive or failed is named as such, and no limit without a measurement stays silent', () => {
    const text = said(outline(basis).rest);
    expect(text).toContain('E-002 and E-004 fail.');
    expect(text).toContain('E-001 is inconclusive and is not counted in favour of the release.');
    expect(text).toContain('not measured');
    expect(said(outline({ ...basis, evidence: [] }).rest)).toContain('No evidence was submitted');
  });

  it('says which evidence is too large to be embedded', () => {
    const text = said(outline({ ...basis, evidence: basis.evidence.map((one, i) => (i === 2 ? { ...one, bytes: new Uint8Array(evidenceLineLimit + 1) } : one)) }).rest);
    expect(text).toContain('E-003 is too large to be embedded');
    expect(said(outline(basis).rest)).not.toContain('too large');
  });

  it('says what is withheld, what nobody opened and what has no evidence', () => {
    const text = said(outline({ ...basis, votes: basis.votes.map((vote, i) => ({ ...vote, unread: i })) }).rest);
    for (const words of ['3 privileged items', 'Items not opened', 'No evidence is traced to']) expect(text).toContain(words);
  });

  it('explains code points only where something is printed as one', () => {
    const note = 'as its code point in brackets';
    expect(said(outline(basis).rest)).not.toContain(note);
    for (const name of ['李伟', 'Ada\u202E', 'Ada\u0007', 'Ada 👍']) expect(said(outline({ ...basis, issuer: { ...basis.issuer, name } }).rest)).toContain(note);
    expect(said(outline({ ...basis, issuer: { ...basis.issuer, name: 'Нина Ωμέγα Zoë' } }).rest)).not.toContain(note);
  });

  it('prints each rule that was applied with its result', () => {
    const text = said(outline({ ...basis, rules: [{ rule: 'Q-3', result: 'failed', text: 'One approval.' }] }).rest);
    expect(text).toContain('Q-3');
    expect(text).toContain('Not met');
  });

  /** The basis with its first piece of evidence holding something else. */
  const holding = (neutral: Evidence, on: Day | null = null): PacketBasis =>
    ({ ...basis, evidence: basis.evidence.map((one, i) => (i === 0 ? { ...one, evidence: neutral, judgement: judgeEvidence(one.entry.id, neutral, [], [], on) } : one)) });
  const table = (blocks: readonly Block[], summary: string) => blocks.flatMap((block) => (block.kind === 'table' && block.summary === summary ? [block] : []))[0];

  it('E-1: entries are counted by state, the open ones are named first, and what is left out is said', () => {
    const goals = Array.from({ length: 40 }, (_, n) => entry(`G${n}`, { type: 'case', state: n % 2 === 0 ? 'gap' : null }));
    const { rest } = outline(holding(evidence({ kind: 'evaluation', entries: goals })));
    const rows = table(rest, 'Entries of the evidence that are open')!;
    expect(rows.rows).toHaveLength(12);
    expect(JSON.stringify(rows.rows[0]).replaceAll('\u00a0', ' ')).toContain('20 left open by the file, 20 without a state.');
    expect(said(rest)).toContain('20 of 40 open');
    expect(said(rest)).toContain('9 more open entries not shown are');
    expect(said(outline(basis).rest)).not.toContain('Cases and lists');
    const fine = said(outline(holding(evidence({ verdict: 'pass', entries: [entry('t', { state: 'passed' })] }))).rest);
    expect(fine).toContain('nothing in them is open');
  });

  it('E-5: lineage that differs is named, and an MD5 is called no proof of integrity', () => {
    const text = said(outline(holding(evidence({ lineage: [lineage('a.csv', { hashAlgorithm: 'md5', step: 'train' }), lineage('b.py', { check: 'differs', step: 'train' }), lineage('c', { check: 'not-at-hand' })] }))).rest);
    for (const words of ['one hash differs from the file', '3 objects in 1 step: 1 matches, 1 differs and 1 not at hand.', '1 of 3: MD5 only: no proof of integrity.', 'b.py', 'Differs from the file']) expect(text).toContain(words);
    expect(said(outline(basis).rest)).not.toContain('Lineage of the evidence');
  });

  it('E-4: a tool’s own alarm that no limit covers is printed as such', () => {
    const text = said(outline(holding(evidence({ results: [measured({ metric: 'column_drift', variant: 'age', breached: 'yes', rawText: '0.02' })] }))).rest);
    for (const words of ['alarm of the tools themselves', 'Column drift, age', '0.02', 'the tool’s own alarm counts as failed']) expect(text).toContain(words);
  });

  it('says what had expired by the decision, and what expires before its validity ends', () => {
    const until = (expiresOn: string) => said(outline(holding(evidence({ verdict: 'pass', expiresOn: expiresOn as Day }), '2026-11-19' as Day)).rest);
    expect(until('2026-11-01')).toContain('Expired before the decision: E-001 on 1 November 2026.');
    expect(until('2026-11-01')).toContain('1 expired record');
    expect(until('2027-01-31')).toContain('Expires before the decision’s validity ends: E-001 on 31 January 2027.');
    expect(until('2028-01-31')).toContain('Expires later: E-001 on 31 January 2028.');
  });

  it('prints a safety case from its top claim down, each node once in full, and how what it names stands', () => {
    const to = (...ids: string[]) => ids.map((id) => ({ to: id, as: 'supported-by' as const }));
    const nodes = [
      entry('G1', { type: 'goal', title: 'It is safe.', links: [...to('S1'), { to: 'C1', as: 'in-context-of' }] }), entry('C1', { type: 'context', title: 'Indoors.' }), entry('S1', { type: 'strategy', title: 'Over each harm.', links: to('G2', 'G3') }),
      entry('G2', { type: 'goal', title: 'It stops.', links: to('Sn1') }), entry('G3', { type: 'goal', title: 'It is seen.', links: to('Sn1'), state: 'gap' }), entry('Sn1', { type: 'solution', title: 'E-002 and D-1.' }),
      entry('L1', { type: 'goal', title: 'A circle.', links: to('L2') }), entry('L2', { type: 'goal', title: 'Of two.', links: to('L1') }),
    ];
    const { rest } = outline(holding(evidence({ kind: 'argument', entries: nodes })));
    expect(sections(rest)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10']);
    const rows = table(rest, 'Argument of E-001 from its top claim down')!.rows.map(([cells]) => cells!.slice(0, 2).map((cell) => JSON.stringify(cell.paragraphs)).join(' '));
    const text = said(rest);
    expect(text).toContain('8 nodes of the safety case: 1 failed or left open.');
    for (const place of ['1', '1.1', '1.1.1', '1.1.1.1', '1.1.2', '1.1.2.1', '2', '2.1', '2.1.1']) expect(rows.filter((row) => row.startsWith(`[[{"text":"${place}",`))).toHaveLength(1);
    expect(text).toContain('As above: Sn1.');
    expect(text).toContain('E-002 failed');
    expect(text).toContain('D-1, a document');
    expect(said(outline(basis).rest)).not.toContain('Safety case');
  });

  it('prints a checklist item by item, and a form proves nothing', () => {
    const items = [entry('C-1', { type: 'checklist-item', title: 'A person can stop it.', state: 'passed', stateRaw: 'met', text: 'Red button.' }), entry('C-2', { type: 'checklist-item', title: 'Operators are trained.', state: 'gap', stateRaw: 'partly' })];
    const text = said(outline(holding(evidence({ kind: 'design', entries: items }))).rest);
    for (const words of ['Checklists', '2 checklist items: 1 failed or left open.', 'Red button.', 'Partly met', 'prove nothing by themselves']) expect(text).toContain(words);
  });

  it('C-1 to C-3: the conditions have a section with their clauses, who set them and what follows from missing them', () => {
    const text = said(outline(basis).rest);
    for (const words of ['MSA § 9.3 (c) and MSA § 9.3 (b)', 'Dr Ingrid Solberg, Amara Okafor and Dr Rafael Quintero', 'the approval ends with it (C-3)', 'The next falls due on 11 December 2026']) expect(text).toContain(words);
    const none = outline({ ...basis, conditions: [], decision: { ...basis.decision, outcome: 'approved' } });
    expect(sections(none.rest)).toEqual(['2', '3', '4', '5', '6', '7', '8']);
    expect(said(none.first)).toContain('Details in section 8.');
  });

  it('a copy has the sections of its list and no other', () => {
    const listOf = (kind: 'board' | 'summary') => { const { first, rest } = outlineOf(basis, statementFile, [], sha256, firstPageRooms[0], copyRequest(basis, kind)); return { first: said(first), rest: said(rest), sections: sections(rest) }; };
    const [board, summary] = [listOf('board'), listOf('summary')];
    expect(board.sections).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
    expect(board.rest).toContain('Appendix C. Deliberation of the board');
    expect(said(outline(basis).rest)).not.toContain('Deliberation');
    expect(summary.sections).toEqual(['2']);
    for (const { first } of [board, summary]) expect(first).toContain('Packet NSRB-2026-017, which holds the votes');
    expect(summary.first).toContain('AUTHENTIC SUMMARY');
    expect(Object.values(sectionsOf).every((list) => new Set(list).size === list.length)).toBe(true);
    expect(sectionsOf.vendor).not.toContain('deliberation');
  });
});
