import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

type Item = { readonly id: string; readonly answer: string } & Record<string, unknown>;
export const items: readonly Item[] = [
  { id: 'C-1', text: 'A person can stop the robot.', answer: 'met', note: 'Red button on the hull.', evidence: ['E-01'], hazards: ['H-001'] },
  { id: 'C-2', text: 'Operators are trained.', answer: 'partly', note: 'Night shift follows in May.', hazards: ['H-001', 'H-002'] },
  { id: 'C-3', text: 'Children were considered.', answer: 'not-applicable', note: 'Staff areas only.' },
  { id: 'C-4', answer: 'open' },
];
export const checklist = (parts: Record<string, unknown> = {}) => ({ format: 1, kind: 'checklist-record', checklist: 'ward-rules', version: '2', answeredOn: '2026-04-02', answeredBy: 'Maud Ek', items, ...parts });
export const checklistYaml = (text = ''): string => `# Ward rules
format: 1
kind: checklist-record
checklist: ward-rules
version: "2"
answeredOn: 2026-04-02
answeredBy: Maud Ek
items:
  - id: C-1
    answer: met
    note: Red button on the hull.
${text}`;

export const fixtures: FormatFixtures = {
  format: 'checklist-record',
  good: {
    'YAML': [rawFile('checklists/ward.yaml', checklistYaml())],
    'JSON with every answer': [rawFile('checklists/ward.json', JSON.stringify(checklist({ items: [...items, { id: 'C-5', answer: 'not-met', note: 'No lamp.' }] }), null, 2))],
    'an excerpt of a shipped checklist': [rawFile('checklists/nist.yaml', checklistYaml().replace('ward-rules', 'nist-ai-rmf').replace('"2"', '"1.0"'))],
  },
};
