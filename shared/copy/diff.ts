/** What `countersign diff` says: the two revisions, then every change, gravest first. */
import type { Reading } from '../dossier/change.ts';
import { count, shortDigest } from './number.ts';

interface Named { readonly dossier: string; readonly product: string; readonly release: string; readonly revision: string }
interface Told { readonly reading: Reading; readonly item: string; readonly what: string; readonly before: string; readonly after: string; readonly change: string; readonly said: string }

const headings = { against: 'Speaks against the release', mixed: 'Speaks both ways', neutral: 'Neutral', for: 'Speaks for the release' } as const satisfies Record<Reading, string>;

/** Lines for a terminal; changes stand under what they say about the release. */
export function diffLines(before: Named, after: Named, changes: readonly Told[]): readonly string[] {
  const head = [`${before.product} ${before.release} (${shortDigest(before.revision)}) to ${after.product} ${after.release} (${shortDigest(after.revision)}): ${changes.length === 0 ? 'nothing that a board reviews has changed.' : `${count(changes.length, 'change')}.`}`];
  const groups = (['against', 'mixed', 'neutral', 'for'] as const).map((reading) => [reading, changes.filter((change) => change.reading === reading)] as const);
  return [...head, ...groups.flatMap(([reading, those]) => (those.length === 0 ? [] : ['', `${headings[reading]} (${those.length})`, ...those.map(line)]))];
}

function line({ item, what, before, after, change, said }: Told): string {
  const values = before === '–' ? after : after === '–' ? before : `${before} → ${after}`;
  return `  ${item}  ${what}: ${said}${values === '' || values === '–' ? '' : `; ${values}`}${change === '–' || change === '' ? '' : ` (${change})`}`;
}
