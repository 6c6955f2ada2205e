import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChecklistRecordFile, checklistAnswers } from '../../../shared/evidence/checklist-record.ts';
import { itemsOfChecklist, readChecklistTemplate, shippedChecklists, type ChecklistTemplate } from '../../../shared/evidence/checklist-template.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { Threshold } from '../../../shared/dossier/threshold.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { checklist, checklistYaml, items } from '../../builders/evidence-files/checklist-record.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { valueOf } from '../../builders/test-vault.ts';

const read = (text: string) => readEvidence({ files: [rawFile('ward.yaml', text)], format: null, kind: null, answers: {} });
const evidence = (text: string) => valueOf(read(text)).evidence;
const of = (...answers: string[]) => evidence(JSON.stringify(checklist({ items: answers.map((answer, index) => ({ id: `C-${index}`, answer, note: 'Because.' })) })));
const codes = (parts: Record<string, unknown>) => evidence(JSON.stringify(checklist(parts))).warnings.map(({ code }) => code).filter((code) => code !== 'checklist-unknown');

describe('checklist record', () => {
  it('reads each answer as an entry with what it rests on and speaks about', () => {
    const neutral = evidence(JSON.stringify(checklist({ items: [...items, { id: 'C-5', answer: 'not-met' }] })));
    expect(neutral.entries.map(({ id, type, title, text, state, stateRaw }) => [id, type, title, text, state, stateRaw])).toEqual([
      ['C-1', 'checklist-item', 'A person can stop the robot.', 'Red button on the hull.', 'passed', 'met'],
      ['C-2', 'checklist-item', 'Operators are trained.', 'Night shift follows in May.', 'gap', 'partly'],
      ['C-3', 'checklist-item', 'Children were considered.', 'Staff areas only.', 'skipped', 'not-applicable'],
      ['C-4', 'checklist-item', 'C-4', null, 'gap', 'open'],
      ['C-5', 'checklist-item', 'C-5', null, 'failed', 'not-met'],
    ]);
    expect(neutral.entries[0]!.links).toEqual([{ to: 'E-01', as: 'supported-by' }, { to: 'H-001', as: 'about' }]);
    expect(neutral.links.hazardIds).toEqual(['H-001', 'H-002']);
    expect(neutral.results.map(({ metric, value, rawText, unit, direction }) => [metric, value, rawText, unit, direction])).toEqual([
      ['met', 1, '1 of 5', 'count', 'higher'], ['partly', 1, '1 of 5', 'count', 'lower'], ['not_met', 1, '1 of 5', 'count', 'lower'], ['not_applicable', 1, '1 of 5', 'count', 'unknown'], ['open', 1, '1 of 5', 'count', 'lower'],
    ]);
    expect(neutral).toMatchObject({ kind: 'argument', verdict: 'fail', verdictBasis: 'computed' });
    expect(neutral.facts).toContainEqual({ name: 'answered by', value: 'Maud Ek' });
  });

  it('E-1 a filled form is no proof: it never passes, and what is open or unmet shows', () => {
    const verdicts = [['met', 'not-met', 'open'], ['met', 'open'], ['met', 'partly'], ['met', 'met'], ['not-applicable']].map((answers) => of(...answers));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail', 'inconclusive', 'inconclusive', 'none', 'none']);
    expect(verdicts.map((one) => judgeEvidence('L-01' as ItemId, one, [], []).state)).toEqual(['failed', 'indeterminate', 'indeterminate', 'not-judged', 'not-judged']);
    for (const unknown of ['yes', 'MET', 'met ', '']) expect(read(JSON.stringify(checklist({ items: [{ id: 'C-1', answer: unknown }] })))).toMatchObject({ ok: false });
  });

  it('E-1 a record that leaves out items of a shipped checklist is partial and inconclusive', () => {
    const template = { checklist: 'iso-42001', version: '1.0' };
    const some = (length: number) => evidence(JSON.stringify(checklist({ ...template, items: Array.from({ length }, (_, index) => ({ id: `A.${index}`, answer: 'met', note: 'Done.' })) })));
    expect(some(37)).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' }, warnings: [{ code: 'items-missing', text: 'The record holds 37 items; iso-42001 1.0 has 38.' }] });
    expect(some(38)).toMatchObject({ verdict: 'none', run: { completeness: 'complete' }, warnings: [] });
    expect(some(39).warnings.map(({ code }) => code)).toEqual(['items-added']);
    const limit: Threshold = { evidence: 'L-01' as ItemId, metric: 'open', variant: null, op: '<=', value: 0, unit: 'count', reason: 'Agreed.' };
    expect([37, 38].map((length) => judgeEvidence('L-01' as ItemId, some(length), [limit], []).state)).toEqual(['indeterminate', 'passed']);
    expect(of('met', 'open').run.completeness).toBe('partial');
    expect(of('met')).toMatchObject({ run: { completeness: 'unknown' }, warnings: [{ code: 'checklist-unknown' }] });
  });

  it('doubts “not applicable” without a note, “met” with nothing behind it, and answers of nobody', () => {
    const one = (item: Record<string, unknown>) => codes({ items: [{ id: 'C-1', ...item }] });
    expect(one({ answer: 'not-applicable' })).toEqual(['not-applicable-without-note']);
    expect(one({ answer: 'not-applicable', note: ' \n', evidence: ['E-1'] })).toEqual(['not-applicable-without-note']);
    expect(one({ answer: 'met' })).toEqual(['met-without-basis']);
    expect([one({ answer: 'met', note: 'Seen.' }), one({ answer: 'met', evidence: ['E-1'] }), one({ answer: 'open' }), one({ answer: 'not-met' })]).toEqual([[], [], [], []]);
    expect(codes({ answeredBy: null })).toEqual(['not-attributed']);
    expect(codes({ answeredBy: null, answeredOn: null, items: [{ id: 'C-1', answer: 'open' }] })).toEqual([]);
    expect(evidence(checklistYaml('  - id: C-2\n    answer: not-applicable\n')).warnings).toContainEqual({ code: 'not-applicable-without-note', place: 'ward.yaml, line 13', text: 'C-2 is said not to apply, and the note doesn\'t say why.' });
    const many = evidence(JSON.stringify(checklist({ items: Array.from({ length: 5000 }, (_, index) => ({ id: `C-${index}`, answer: 'met' })) })));
    expect(many.warnings.length).toBeLessThan(510);
    expect(many.warnings).toContainEqual(expect.objectContaining({ code: 'left-out', text: '4500 more warnings of this kind are not listed.' }));
  });

  it('E-6 refuses unknown names and wrong values with their line', () => {
    const cases: [string, string][] = [
      [checklistYaml('mood: good\n'), 'line 12'], [checklistYaml('    mood: good\n'), 'line 12'], [checklistYaml('  - id: C-1\n    answer: open\n'), 'line 12'], [checklistYaml().replace('2026-04-02', 'spring'), 'line 6'],
      [checklistYaml().replace('answer: met', 'answer: yes'), 'line 10'], [checklistYaml().replace('"2"', '2'), 'line 5'], [checklistYaml('x: !!js/function y\n'), 'line 12'], [JSON.stringify(checklist(), null, 2).slice(0, -4), 'line'],
      [checklistYaml().replace(/items:[^]*/, 'items: []\n'), 'line 8'],
    ];
    for (const [text, place] of cases) expect(read(text), place).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'ward.yaml', format: 'checklist-record', place: expect.stringMatching(new RegExp(`^${place}\\b`)) } } });
  });

  it('E-8 is told by its content, and a template is no record', () => {
    expect(detect([rawFile('x.dat', checklistYaml())])).toMatchObject({ kind: 'known', reader: { id: 'checklist-record' } });
    expect(detect([rawFile('x.dat', readFileSync(new URL('../../../assets/checklists/iso-42001.json', import.meta.url), 'utf8'))])).toEqual({ kind: 'unknown' });
    expect(detect([rawFile('x.yaml', checklistYaml()), rawFile('y.yaml', checklistYaml())])).toEqual({ kind: 'unknown' });
  });

  it('the example of docs/formats/checklist-record.md is one, and its tables name every name and answer', () => {
    const page = readFileSync(new URL('../../../docs/formats/checklist-record.md', import.meta.url), 'utf8');
    const neutral = evidence(/^```yaml\n([^]*?)^```$/m.exec(page)![1]!);
    expect(neutral).toMatchObject({ verdict: 'inconclusive', entries: [{ state: 'passed' }, { state: 'gap' }, { state: 'skipped' }, { state: 'gap' }], warnings: [{ code: 'checklist-unknown' }] });
    for (const name of [...Object.keys(ChecklistRecordFile.shape), ...checklistAnswers]) expect(page).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|$`, 'm'));
    for (const metric of neutral.results.map((result) => result.metric)) expect(page).toContain(`\`${metric}\``);
    expect(z.toJSONSchema(ChecklistRecordFile, { io: 'input' })).toMatchObject({ additionalProperties: false, required: ['format', 'kind', 'checklist', 'version', 'items'] });
  });
});

const folder = new URL('../../../assets/checklists/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const templates = new Map(names.map((name) => [name, valueOf(readChecklistTemplate(name, readFileSync(new URL(name, folder))))]));
const template = (id: string): ChecklistTemplate => templates.get(`${id}.json`)!;
/** Numbers such as `1.1`, `1.2`, `2.1` from how many each group has. */
const numbered = (prefix: string, counts: readonly number[], from = 1): string[] => counts.flatMap((count, group) => Array.from({ length: count }, (_, index) => `${prefix}${group + 1}.${index + from}`));

describe('assets/checklists', () => {
  it.each(names)('%s is a checklist under its own id, with unique items that ask something', (name) => {
    const { id, version, items: all, status } = templates.get(name)!;
    expect(name).toBe(`${id}.json`);
    expect(itemsOfChecklist(id, version)).toBe(all.length);
    expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
    expect(new Set(all.map((item) => item.text)).size).toBe(all.length);
    for (const { text, asks } of all) {
      expect(text).toMatch(/^[A-Z].*[.?]$/);
      expect(asks).toMatch(/^[A-Z].*\?$/);
      expect(`${text} ${asks}`).not.toMatch(/[\n\u2013\u2014]|https?:/);
    }
    expect(status.length).toBeGreaterThan(0);
  });

  it('every one that the readers count is there, and the pages list it with its number of items', () => {
    expect([...templates.values()].map(({ id, version }) => `${id} ${version}`).sort()).toEqual([...shippedChecklists].sort());
    const page = readFileSync(new URL('README.md', folder), 'utf8');
    const record = readFileSync(new URL('../../../docs/formats/checklist-record.md', import.meta.url), 'utf8');
    for (const { id, items: all } of templates.values()) {
      expect(page).toMatch(new RegExp(`^\\| \`${id}\` \\| .* \\| ${all.length} \\|$`, 'm'));
      expect(record).toContain(`\`${id}\``);
    }
  });

  it('NIST AI RMF 1.0 has its 72 subcategories: Govern 19, Map 18, Measure 22, Manage 13', () => {
    const wanted = [...numbered('GOVERN ', [7, 3, 2, 3, 2, 2]), ...numbered('MAP ', [6, 3, 5, 2, 2]), ...numbered('MEASURE ', [3, 13, 3, 3]), ...numbered('MANAGE ', [4, 4, 2, 3])];
    expect(wanted).toHaveLength(72);
    expect(template('nist-ai-rmf').items.map(({ id }) => id)).toEqual(wanted);
    for (const { id, group } of template('nist-ai-rmf').items) expect(group.startsWith(`${id.split('.')[0]!}:`), id).toBe(true);
  });

  it('ISO/IEC 42001 Annex A has its 38 controls, A.2 to A.10', () => {
    const controls = (clause: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${clause}.${index + 2}`);
    expect(template('iso-42001').items.map(({ id }) => id)).toEqual([
      ...controls('A.2', 3), ...controls('A.3', 2), ...controls('A.4', 5), ...controls('A.5', 4), ...controls('A.6.1', 2), ...controls('A.6.2', 7), ...controls('A.7', 5), ...controls('A.8', 4), ...controls('A.9', 3), ...controls('A.10', 3),
    ]);
  });

  it('the EU AI Act has Articles 9 to 15 and all nine points of Annex IV; dates that hang on publication are not confirmed', () => {
    const { items: all, status } = template('eu-ai-act');
    expect([...new Set(all.map(({ id }) => /^(?:art|annex-iv)-\d+/.exec(id)![0]))]).toEqual([9, 10, 11, 12, 13, 14, 15].map((article) => `art-${article}`).concat([1, 2, 3, 4, 5, 6, 7, 8, 9].map((point) => `annex-iv-${point}`)));
    expect(status.filter(({ date }) => date === '2027-12-02' || date === '2028-08-02').map(({ confirmed }) => confirmed)).toEqual(['no', 'no']);
    expect(status).toContainEqual({ date: null, event: expect.stringContaining('Official Journal'), confirmed: 'no' });
  });

  it('SB 53 and the RAISE Act have the ten parts of a framework and their deadlines', () => {
    const ids = (id: string) => template(id).items.map((item) => item.id);
    expect(ids('california-sb-53')).toEqual(expect.arrayContaining(Array.from({ length: 10 }, (_, index) => `22757.12(a)(${index + 1})`)));
    expect(ids('new-york-raise')).toEqual(expect.arrayContaining([...'abcdefghij'].map((letter) => `1421.1(${letter})`)));
    const words = (id: string) => template(id).items.map(({ text }) => text).join('\n');
    for (const deadline of ['15 days', '24 hours', '30 days']) expect(words('california-sb-53')).toContain(deadline);
    for (const deadline of ['72 hours', '24 hours', 'three months', 'two years']) expect(words('new-york-raise')).toContain(deadline);
    expect(template('california-sb-53').status).toContainEqual({ date: '2026-01-01', event: 'In force', confirmed: 'yes' });
    expect(template('new-york-raise').status).toContainEqual({ date: '2027-01-01', event: 'Takes effect', confirmed: 'yes' });
  });
});
