import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export interface TeaNode { readonly id: string; readonly type: string; readonly children: readonly TeaNode[]; readonly [more: string]: unknown }

export const teaNode = (type: string, name: string, children: readonly TeaNode[] = [], parts: Record<string, unknown> = {}): TeaNode => ({ id: `id-${name}`, type, name, description: `What ${name} says.`, inSandbox: false, children, ...parts });
export const teaEvidence = (name: string, parts: Record<string, unknown> = {}): TeaNode => teaNode('EVIDENCE', name, [], { url: `https://example.org/${name}`, ...parts });
export const teaCase = (tree: TeaNode, parts: Record<string, unknown> = {}): string => JSON.stringify({ version: '1.0', exportedAt: '2026-01-20T09:30:00.000Z', case: { name: 'Fair triage', description: 'Nobody waits longer for who they are.' }, tree, ...parts }, null, 2);
export const teaWhole = teaNode('GOAL', 'G1', [teaNode('STRATEGY', 'S1', [teaNode('PROPERTY_CLAIM', 'P1', [teaEvidence('E1')]), teaNode('PROPERTY_CLAIM', 'P2', [teaEvidence('E2')])])], { role: 'TOP_LEVEL', context: ['One clinic'], assumption: 'Records are right.' });

export const fixtures: FormatFixtures = {
  format: 'tea-assurance-case',
  good: {
    'whole': [rawFile('case.json', teaCase(teaWhole))],
    'a draft and a claim without support': [rawFile('case.json', teaCase(teaNode('GOAL', 'G1', [teaNode('PROPERTY_CLAIM', 'P1', []), teaNode('PROPERTY_CLAIM', 'P2', [teaEvidence('E1')], { inSandbox: true })])))],
    'with a defeater': [rawFile('case.json', teaCase(teaNode('GOAL', 'G1', [teaNode('PROPERTY_CLAIM', 'P1', [teaEvidence('E1')]), teaNode('PROPERTY_CLAIM', 'D1', [], { isDefeater: true, defeatsElementId: 'id-P1' })])))],
  },
};
