/** What changed from one revision to another, by meaning: the first thing that a repeat review shows. */
import { compareChanges, type Change } from './change.ts';
import { diffEvidence } from './diff-evidence.ts';
import { diffHazards } from './diff-hazards.ts';
import type { OpenRevision } from './revision-tree.ts';
import type { Comparison } from './evidence.ts';
import type { Revision } from './revision.ts';
import type { Threshold } from './threshold.ts';
import { canonicalText } from '../bytes/canonical.ts';
import { matched } from './match.ts';

/** The parts of an opened revision that are compared. Dossier, product and release names are not: they differ between releases anyway. */
export type Comparable = Pick<OpenRevision, 'revision' | 'register' | 'evidence'>;

/**
 * Every difference, gravest first; empty where nothing that the board reviews has changed. Items are matched by id, metrics by name and
 * variant, properties by what they state (the network's name may change with the release), thresholds by what they limit.
 */
export function diffRevisions(before: Comparable, after: Comparable): readonly Change[] {
  return [
    ...diffHazards(before.register.hazards, after.register.hazards),
    ...diffEvidence(before, after),
    ...diffThresholds(before.revision.thresholds, after.revision.thresholds),
    ...diffDescription(before.revision, after.revision),
  ].sort(compareChanges);
}

/** `>=` and `>` limit from below, `<=` and `<` from above. */
const side = (op: Comparison): string => op[0]!;

function diffThresholds(before: readonly Threshold[], after: readonly Threshold[]): Change[] {
  const key = ({ evidence, metric, variant, op }: Threshold): string => canonicalText([evidence, metric, variant, side(op)]);
  return matched(before, after, key).flatMap(([a, b]): Change[] => {
    const of = (a ?? b)!;
    const about = { id: of.metric, within: of.evidence, title: of.variant === null ? of.metric : `${of.metric}, ${of.variant}` };
    if (a === null) return [{ ...about, kind: 'threshold-added', reading: 'for', before: null, after: b! }];
    if (b === null) return [{ ...about, kind: 'threshold-removed', reading: 'against', before: a, after: null }];
    if (a.unit !== b.unit) return [{ ...about, kind: 'threshold-restated', reading: 'mixed', before: a, after: b }];
    const tighter = tightness(b) - tightness(a) || Number(isStrict(b)) - Number(isStrict(a));
    if (tighter > 0) return [{ ...about, kind: 'threshold-tightened', reading: 'for', before: a, after: b }];
    if (tighter < 0) return [{ ...about, kind: 'threshold-loosened', reading: 'against', before: a, after: b }];
    return a.reason === b.reason ? [] : [{ ...about, kind: 'threshold-restated', reading: 'neutral', before: a, after: b }];
  });
}

const tightness = ({ op, value }: Threshold): number => (side(op) === '>' ? value : -value);
const isStrict = ({ op }: Threshold): boolean => op.length === 1;

function diffDescription(before: Revision, after: Revision): Change[] {
  const artifacts = matched(before.artifacts, after.artifacts, ({ name }) => name).flatMap(([a, b]): Change[] => {
    const about = { id: (a ?? b)!.name, within: null, title: (a ?? b)!.name, reading: 'neutral' } as const;
    if (a === null) return [{ ...about, kind: 'artifact-added', before: null, after: b! }];
    if (b === null) return [{ ...about, kind: 'artifact-removed', before: a, after: null }];
    return canonicalText(a) === canonicalText(b) ? [] : [{ ...about, kind: 'artifact-replaced', before: a, after: b }];
  });
  const documents = matched(before.documents, after.documents, ({ id }) => id).flatMap(([a, b]): Change[] => {
    const about = { id: (a ?? b)!.id, within: null, title: (b ?? a)!.title } as const;
    if (a === null) return [{ ...about, kind: 'document-added', reading: 'neutral', before: null, after: b! }];
    if (b === null) return [{ ...about, kind: 'document-removed', reading: 'against', before: a, after: null }];
    return canonicalText(a) === canonicalText(b) ? [] : [{ ...about, kind: 'document-replaced', reading: 'neutral', before: a, after: b }];
  });
  const exclusions = matched(before.notCovered, after.notCovered, (text) => text).flatMap(([a, b]): Change[] => {
    const about = { id: 'not-covered', within: null, title: (a ?? b)! } as const;
    if (a === null) return [{ ...about, kind: 'exclusion-added', reading: 'for', before: null, after: b! }];
    return b === null ? [{ ...about, kind: 'exclusion-removed', reading: 'against', before: a, after: null }] : [];
  });
  const use: Change[] = before.intendedUse === after.intendedUse ? []
    : [{ kind: 'intended-use-changed', id: 'intended-use', within: null, title: 'Intended use', reading: 'mixed', before: before.intendedUse, after: after.intendedUse }];
  const owners: Change[] = canonicalText(before.owners) === canonicalText(after.owners) ? []
    : [{ kind: 'owners-changed', id: 'owners', within: null, title: 'Owners', reading: 'neutral', before: before.owners, after: after.owners }];
  return [...artifacts, ...documents, ...exclusions, ...use, ...owners];
}
