import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const standardsFile = (scores: object = { 'safe_hazard-1_1-cse': 0.81, 'safe_hazard-1_1-iwp': 0.9 }, more: object = {}): string => JSON.stringify({
  _metadata: { NOTICE: 'Generated.', file_format_version: '2.0.0', run_info: { user: 'tester', node: 'bench-1', timestamp: '2026-01-20 08:15:00 UTC', journals: ['journal-run-1.jsonl.zst'] } },
  standards: { reference_suts: ['small-reference-model'], reference_benchmark: 'general_purpose_ai_chat_benchmark-1.1-en_us-official', reference_standards: scores, ...more },
}, null, 2);

export const fixtures: FormatFixtures = {
  format: 'ailuminate-modelbench',
  good: {
    'reference scores': [rawFile('standards/official.json', standardsFile())],
    'the first format': [rawFile('standards/old.json', JSON.stringify({ _metadata: { run_info: { timestamp: '2025-01-20 08:15:00' } }, standards: { reference_standards: { 'safe_hazard-1.0-cse': 0.8 } } }))],
    'a score that is NaN': [rawFile('standards/nan.json', standardsFile().replace('0.81', 'NaN'))],
  },
};
