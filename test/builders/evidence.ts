import { Entry, Evidence, LineageItem, Measurement, noLinks } from '../../shared/dossier/evidence.ts';
import { Threshold } from '../../shared/dossier/threshold.ts';
import type { z } from 'zod';

/** One number as a benchmark would state it. */
export function measured(parts: Partial<Measurement> = {}): Measurement {
  const value = parts.value === undefined ? 60 : parts.value;
  return Measurement.parse({
    metric: 'robust_acc', variant: null, value, rawText: String(value), unit: 'percent', direction: 'higher', stderr: null, ciLow: null, ciHigh: null, ciOf: null, n: null, threshold: null, breached: 'unknown', ...parts,
  });
}

/** A whole, finished piece of evidence without results. */
export function evidence(parts: Partial<z.input<typeof Evidence>> = {}): Evidence {
  return Evidence.parse({
    format: 2, kind: 'benchmark',
    source: { format: 'robustbench', formatVersion: null, tool: null, toolVersion: null, reader: 'robustbench', readerVersion: 1, files: [{ name: 'model.json', digest: '0'.repeat(64), sizeBytes: 10 }] },
    subject: { modelName: 'model', modelVersionOrDigest: null, matchToArtifact: 'unknown' }, dataset: null,
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: 'complete' },
    results: [], properties: [], series: null, verdict: 'none', verdictRaw: null, verdictBasis: 'computed', lineage: [], entries: [], links: noLinks, expiresOn: null, facts: [], warnings: [], ...parts,
  });
}

export function threshold(parts: Partial<z.input<typeof Threshold>> = {}): Threshold {
  return Threshold.parse({ evidence: 'E-001', metric: 'robust_acc', variant: null, op: '>=', value: 55, unit: 'percent', reason: 'Agreed before training.', ...parts });
}

export function property(verdict: z.input<typeof Evidence>['verdict']): z.input<typeof Evidence>['properties'][number] {
  return { id: verdict, text: 'a property', network: null, polarity: 'states-negation', verdict, verdictRaw: verdict, seconds: null, counterexample: null };
}

/** One thing of a list or a graph. */
export function entry(id: string, parts: Partial<z.input<typeof Entry>> = {}): Entry {
  return Entry.parse({ id, type: 'case', title: `Entry ${id}`, text: null, state: null, stateRaw: null, at: null, links: [], ...parts });
}

/** One object of a lineage. */
export function lineage(path: string, parts: Partial<z.input<typeof LineageItem>> = {}): LineageItem {
  return LineageItem.parse({ path, hashAlgorithm: 'sha256', hash: '0'.repeat(64), sizeBytes: null, role: 'in', step: null, check: 'matches', ...parts });
}
