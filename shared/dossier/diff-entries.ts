/**
 * Differences of the entries of two states of one piece of evidence. What changed its state is told one by one, the rest of a long list
 * is counted: nobody reads thousands of lines, and nothing is left out in silence.
 */
import type { Change, EntriesMoved, Reading } from './change.ts';
import type { Entry, EntryType } from './evidence.ts';
import { matched } from './match.ts';
import { canonicalText } from '../bytes/canonical.ts';
import type { ItemId } from '../vocabulary.ts';

/** A list longer than this on either side is counted, apart from its flips; of these so many are told. */
const shortList = 50;
const mostFlips = 200;

export function diffEntries(within: ItemId, before: readonly Entry[], after: readonly Entry[]): Change[] {
  const pairs = matched(before, after, ({ id }) => id);
  const short = Math.max(before.length, after.length) <= shortList;
  const flips: Change[] = [];
  const others: Change[] = [];
  const moved = { added: 0, removed: 0, restated: 0, flipped: 0 };
  for (const [a, b] of pairs) {
    const about = { id: (b ?? a)!.id, within, title: titleOf((b ?? a)!) };
    if (a === null) {
      moved.added += 1;
      if (short) others.push({ ...about, kind: 'entry-added', reading: isOpen(b) ? 'against' : 'neutral', before: null, after: b });
    } else if (b === null) {
      moved.removed += 1;
      if (short) others.push({ ...about, kind: 'entry-removed', reading: removed[a.type], before: a, after: null });
    } else if (a.state !== b.state) {
      flips.push({ ...about, kind: 'entry-flipped', reading: readFlip(a, b), before: a, after: b });
    } else if (said(a) !== said(b)) {
      moved.restated += 1;
      if (short) others.push({ ...about, kind: 'entry-restated', reading: readRestated(a, b), before: a, after: b });
    }
  }
  // Told are the flips against the release first, then those for it.
  const rank: Readonly<Record<Reading, number>> = { against: 0, mixed: 1, for: 2, neutral: 3 };
  const told = flips.length <= mostFlips ? flips : [...flips].sort((a, b) => rank[a.reading] - rank[b.reading]).slice(0, mostFlips);
  moved.flipped = flips.length - told.length;
  return [...told, ...others, ...(short ? [] : counted(within, before, after, moved))];
}

/** One change for all of a long list: it speaks against the release where it lost something, or more is open than before. */
function counted(within: ItemId, before: readonly Entry[], after: readonly Entry[], moved: EntriesMoved): Change[] {
  if (moved.added + moved.removed + moved.restated + moved.flipped === 0) return [];
  const open = after.filter(isOpen).length - before.filter(isOpen).length;
  return [{ kind: 'entries-changed', id: within, within, title: within, reading: open > 0 ? 'against' : moved.removed > 0 ? 'mixed' : 'neutral', before: before.length, after: after.length, moved }];
}

const isOpen = ({ state }: Entry): boolean => state === 'failed' || state === 'error' || state === 'gap' || state === 'open';

const titleOf = ({ title }: Entry): string => (title.length <= 200 ? title : `${title.slice(0, 199)}…`);

/** A pass is best, a failure worst; what is open, skipped or unfinished stands between, below what has no state at all. */
function readFlip(a: Entry, b: Entry): Reading {
  const standing = ({ state }: Entry): number => {
    switch (state) {
      case 'failed': return 0;
      case 'error': case 'gap': case 'open': case 'skipped': return 1;
      case null: return 2;
      case 'passed': case 'closed': return 3;
    }
  };
  const move = standing(b) - standing(a);
  return move < 0 ? 'against' : move > 0 ? 'for' : 'neutral';
}

/** What it means that an entry is gone: an argument or a check is poorer for it, an incident or a finding that vanishes needs a reader. */
const removed: Readonly<Record<EntryType, Reading>> = {
  'goal': 'against', 'strategy': 'against', 'solution': 'against', 'claim': 'against', 'evidence': 'against', 'context': 'mixed', 'assumption': 'mixed', 'justification': 'against', 'module': 'against',
  'case': 'against', 'probe': 'against', 'control': 'against', 'checklist-item': 'against', 'finding': 'mixed', 'incident': 'mixed',
  'component': 'neutral', 'model': 'neutral', 'data-set': 'neutral', 'step': 'neutral', 'data': 'neutral',
  'choice': 'mixed', 'hyperparameter': 'mixed', 'failure-mode': 'mixed', 'limit': 'against',
};

/** Words that differ from run to run, whatever was checked. */
const wordy: readonly EntryType[] = ['case', 'probe', 'step', 'data'];
const design: readonly EntryType[] = ['choice', 'hyperparameter', 'failure-mode', 'limit'];

/** What an entry says, apart from its state and its time. */
function said({ type, title, text, links }: Entry): string {
  return canonicalText([type, title, wordy.includes(type) ? null : text, links.map(({ to, as }) => `${as} ${to}`).sort()]);
}

/** Whatever lost a support speaks against the release; other words of a design only a reader can weigh. */
function readRestated(a: Entry, b: Entry): Reading {
  const supports = ({ links }: Entry): readonly string[] => links.filter(({ as }) => as === 'supported-by').map(({ to }) => to);
  const kept = new Set(supports(b));
  if (supports(a).some((to) => !kept.has(to))) return 'against';
  return design.includes(a.type) || design.includes(b.type) ? 'mixed' : 'neutral';
}
