import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

const metadata = { title: 'Assessment of the assistant service', 'last-modified': '2026-02-11T09:00:00+01:00', version: '3', 'oscal-version': '1.1.3' };
export const oscalFinding = (control: string, state: string, parts: Record<string, unknown> = {}): Record<string, unknown> => ({ uuid: `finding-${control}`, title: `Objective of ${control}`, description: `What was found on ${control}.`, target: { type: 'objective-id', 'target-id': `${control}_obj`, status: { state } }, ...parts });
export const oscalResult = (findings: readonly unknown[], parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  uuid: 'result-1', title: 'February assessment', description: 'All of it', start: '2026-02-10T08:00:00+01:00', end: '2026-02-10T17:30:00+01:00',
  'reviewed-controls': { 'control-selections': [{ 'include-controls': [{ 'control-id': 'ra-5' }, { 'control-id': 'si-4.2' }] }] },
  observations: [{ uuid: 'observation-1', description: 'The logs of a week were read.', methods: ['EXAMINE'], collected: '2026-02-10T09:00:00+01:00' }], findings, ...parts,
});
export const oscalResults = (results: readonly unknown[] = [oscalResult([oscalFinding('ra-5', 'satisfied'), oscalFinding('si-4.2', 'satisfied')])]): string =>
  JSON.stringify({ 'assessment-results': { uuid: 'ar-1', metadata, 'import-ap': { href: './plan.json' }, results } }, null, 2);
export const oscalPlan = (items: readonly unknown[], risks: readonly unknown[]): string => JSON.stringify({ 'plan-of-action-and-milestones': { uuid: 'plan-1', metadata, 'poam-items': items, risks } }, null, 2);
export const oscalOther = (model: string): string => JSON.stringify({ [model]: { uuid: 'other-1', metadata } }, null, 2);

export const fixtures: FormatFixtures = {
  format: 'oscal',
  good: {
    'all satisfied': [rawFile('ar.json', oscalResults())],
    'one not satisfied': [rawFile('ar.json', oscalResults([oscalResult([oscalFinding('ra-5', 'satisfied'), oscalFinding('si-4.2', 'not-satisfied', { 'related-observations': [{ 'observation-uuid': 'observation-1' }], 'related-risks': [{ 'risk-uuid': 'risk-1' }] })], { risks: [{ uuid: 'risk-1', title: 'Unseen misuse', description: 'Nobody would notice', statement: 'Misuse goes on', status: 'open' }] })]))],
    'a plan of action': [rawFile('poam.json', oscalPlan([{ uuid: 'item-1', title: 'Add alerts', description: 'By spring', 'related-risks': [{ 'risk-uuid': 'risk-1' }] }], [{ uuid: 'risk-1', title: 'Unseen misuse', description: 'Nobody would notice', statement: 'Misuse goes on', status: 'remediating' }]))],
    'a catalogue': [rawFile('catalog.json', oscalOther('catalog'))],
  },
  verdictWords: [{ piece: 'all satisfied', word: '"satisfied"' }],
};
