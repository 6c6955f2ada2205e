/** Differences of two hazard registers. Ratings are compared one by one: what fell in one and rose in another is mixed. */
import type { Change, Reading } from './change.ts';
import { mitigationKinds, type Hazard, type Mitigation, type Score } from './hazard.ts';
import { matched } from './match.ts';
import { canonicalText } from '../bytes/canonical.ts';

export function diffHazards(before: readonly Hazard[], after: readonly Hazard[]): Change[] {
  return matched(before, after, ({ id }) => id).flatMap(([a, b]): Change[] => {
    if (a === null) return [{ kind: 'hazard-added', id: b.id, within: null, title: b.title, reading: 'against', before: null, after: b }];
    // Nothing in a register says that the danger itself is gone.
    if (b === null) return [{ kind: 'hazard-removed', id: a.id, within: null, title: a.title, reading: 'mixed', before: a, after: null }];
    return diffHazard(a, b);
  });
}

function diffHazard(a: Hazard, b: Hazard): Change[] {
  const about = { id: b.id, within: null, title: b.title } as const;
  const changes: Change[] = [];
  const residual = readScores(a.residual, b.residual);
  const rescored = residual === 'neutral' ? readScores(a.inherent, b.inherent) : residual;
  if (rescored !== 'neutral') {
    changes.push({ ...about, kind: 'hazard-rescored', reading: rescored, before: { inherent: a.inherent, residual: a.residual }, after: { inherent: b.inherent, residual: b.residual } });
  }
  const words = ({ title, effects, causes, owner, note }: Hazard): string => canonicalText([title, effects, causes, owner, note]);
  if (words(a) !== words(b)) changes.push({ ...about, kind: 'hazard-reworded', reading: 'neutral', before: a, after: b });
  for (const [was, is] of matched(a.evidence, b.evidence, (id) => id)) {
    if (was === null) changes.push({ kind: 'trace-added', id: is, within: b.id, title: b.title, reading: 'for', before: null, after: is });
    else if (is === null) changes.push({ kind: 'trace-removed', id: was, within: b.id, title: b.title, reading: 'against', before: was, after: null });
  }
  return [...changes, ...matched(a.mitigations, b.mitigations, ({ id }) => id).flatMap(([was, is]) => diffMitigation(b, was, is))];
}

/** How the move from one score to the other reads: worse in a rating and better in none is against. */
function readScores(a: Score, b: Score): Reading {
  const moves = (['severity', 'likelihood', 'detectability'] as const).map((rating) => b[rating] - a[rating]);
  const worse = moves.some((move) => move > 0);
  const better = moves.some((move) => move < 0);
  if (worse) return better ? 'mixed' : 'against';
  return better ? 'for' : 'neutral';
}

/** The kind decides first (eliminating stands before warning), then the evidence that supports it. */
function diffMitigation(hazard: Hazard, a: Mitigation | null, b: Mitigation | null): Change[] {
  const about = { id: (b ?? a)!.id, within: hazard.id, title: (b ?? a)!.title };
  if (a === null) return [{ ...about, kind: 'mitigation-added', reading: 'for', before: null, after: b! }];
  if (b === null) return [{ ...about, kind: 'mitigation-removed', reading: 'against', before: a, after: null }];
  const lost = a.evidence.some((id) => !b.evidence.includes(id));
  const gained = b.evidence.some((id) => !a.evidence.includes(id));
  const weaker = mitigationKinds.indexOf(b.kind) - mitigationKinds.indexOf(a.kind) || Number(lost) - Number(gained);
  if (weaker > 0) return [{ ...about, kind: 'mitigation-weakened', reading: 'against', before: a, after: b }];
  if (weaker < 0) return [{ ...about, kind: 'mitigation-strengthened', reading: 'for', before: a, after: b }];
  return canonicalText(a) === canonicalText(b) ? [] : [{ ...about, kind: 'mitigation-reworded', reading: lost ? 'mixed' : 'neutral', before: a, after: b }];
}
