import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export interface SarifParts { readonly results?: readonly unknown[] | null; readonly rules?: readonly unknown[]; readonly invocations?: readonly unknown[]; readonly run?: Record<string, unknown> }

const successful = [{ executionSuccessful: true, startTimeUtc: '2026-03-02T08:00:00Z', endTimeUtc: '2026-03-02T08:01:30.500Z' }];

/** One run of an analyser that came to its end. */
export const sarifRun = ({ results = [], rules = [{ id: 'PRM-1', defaultConfiguration: { level: 'error' } }, { id: 'PRM-2' }], invocations = successful, run = {} }: SarifParts = {}): Record<string, unknown> => ({
  tool: { driver: { name: 'promptlint', semanticVersion: '3.1.0', rules } }, ...(invocations.length === 0 ? {} : { invocations }), ...(results === null ? {} : { results }), ...run,
});
export const sarifLog = (runs: readonly unknown[] = [sarifRun()], parts: Record<string, unknown> = {}): string => JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs, ...parts }, null, 2);
export const sarifResult = (ruleId: string, parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  ruleId, message: { text: `${ruleId} was broken` }, locations: [{ physicalLocation: { artifactLocation: { uri: 'agent/tools.py' }, region: { startLine: 12 } } }], ...parts,
});

export const fixtures: FormatFixtures = {
  format: 'sarif',
  good: {
    'all pass': [rawFile('scan.sarif', sarifLog([sarifRun({ results: [sarifResult('PRM-1', { kind: 'pass' }), sarifResult('PRM-2', { kind: 'pass' })] })]))],
    'open results': [rawFile('scan.sarif', `\uFEFF${sarifLog([sarifRun({ results: [sarifResult('PRM-1'), sarifResult('PRM-2', { level: 'note', suppressions: [{ kind: 'external', status: 'accepted' }] }), sarifResult('PRM-2', { baselineState: 'new' })] })])}`)],
    'no schema, several runs': [rawFile('scan.json', sarifLog([sarifRun({ invocations: [] }), sarifRun({ invocations: [{ executionSuccessful: false, exitCode: 2 }] })], { $schema: undefined }))],
  },
  verdictWords: [{ piece: 'all pass', word: '"pass"' }],
};
