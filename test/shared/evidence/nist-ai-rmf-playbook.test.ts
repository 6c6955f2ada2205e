import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { playbookItem } from '../../builders/evidence-files/nist-ai-rmf-playbook.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string | Uint8Array, format: string | null = null) => readEvidence({ files: [rawFile('playbook.json', text)], format, kind: null, answers: {} });
function evidenceOf(text: string | Uint8Array) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const list = (...items: readonly unknown[]) => JSON.stringify(items);

describe('NIST AI RMF Playbook', () => {
  it('E-1 lists the subcategories as checklist items without a state, and has no verdict', () => {
    const evidence = evidenceOf(list(playbookItem('GOVERN 1.1'), playbookItem('Map 2.3')));
    expect(evidence).toMatchObject({ source: { format: 'nist-ai-rmf-playbook' }, kind: 'argument', verdict: 'none', results: [], run: { completeness: 'partial' } });
    expect(evidence.entries).toEqual([expect.objectContaining({ id: 'GOVERN 1.1', type: 'checklist-item', title: 'What GOVERN 1.1 asks for.', state: null }), expect.objectContaining({ id: 'MAP 2.3' })]);
    expect(evidence.entries[0]!.text).toBe('About\nWhy it matters.\n\nSuggested actions\n* Do this.\n* Do that.\n\nDocumentation\n- Write this down.\n\nAI actors\nGovernance and Oversight\n\nTopics\nGovernance, Risk\n\nReferences\nA book.');
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['excerpt', 'no-answers']);
  });

  it('knows the whole from an excerpt', () => {
    const all = ([['GOVERN', 19], ['MAP', 18], ['MEASURE', 22], ['MANAGE', 13]] as const).flatMap(([name, count]) => Array.from({ length: count }, (_, index) => playbookItem(`${name} 1.${index + 1}`)));
    const evidence = evidenceOf(list(...all));
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['no-answers']);
    expect(evidence.facts).toContainEqual({ name: 'subcategories of MEASURE', value: '22 of 22' });
    expect(evidence.run.completeness).toBe('unknown');
  });

  it('keeps repeated items apart and names what was not read', () => {
    const evidence = evidenceOf(list(playbookItem('GOVERN 1.1'), playbookItem('GOVERN 1.1', { description: '' }), { type: 'Govern' }, 7));
    expect(evidence.entries.map(({ id, title }) => [id, title])).toEqual([['GOVERN 1.1', 'What GOVERN 1.1 asks for.'], ['GOVERN 1.1 (2)', 'GOVERN 1.1']]);
    expect(evidence.warnings.map(({ code, place }) => [code, place])).toEqual(expect.arrayContaining([['item-repeated', 'playbook.json, $[1]'], ['item-unread', 'playbook.json, $[2]'], ['item-unread', 'playbook.json, $[3]']]));
  });

  it('E-6 refuses with file and place', () => {
    expect(read(list(playbookItem('GOVERN 1.1')).slice(0, -3))).toMatchObject({ ok: false, trouble: { params: { name: 'playbook.json', format: 'nist-ai-rmf-playbook' } } });
    for (const text of ['[]', '{}', '[1]']) expect(read(text, 'nist-ai-rmf-playbook')).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { place: '$' } } });
  });
});

const sample = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/nist-ai-rmf-playbook/playbook_first8.json');
const has = existsSync(sample);
if (!has) console.info(`No genuine samples: ${sample} is not there.`);
describe.runIf(has)('the genuine playbook', () => {
  it('gives what stands there', () => {
    const evidence = evidenceOf(new Uint8Array(readFileSync(sample)));
    expect(evidence.entries.map(({ id }) => id)).toEqual(['GOVERN 1.1', 'GOVERN 1.2', 'GOVERN 1.3', 'GOVERN 1.4', 'GOVERN 1.5', 'GOVERN 1.6', 'GOVERN 1.7', 'GOVERN 2.1']);
    expect(evidence.entries[0]).toMatchObject({ title: 'Legal and regulatory requirements involving AI are understood, managed, and documented.', type: 'checklist-item' });
    expect(evidence.facts).toContainEqual({ name: 'subcategories of GOVERN', value: '8 of 19' });
  });
});
