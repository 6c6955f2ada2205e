/** How hazards are said: scales, kinds of mitigation, priorities, gaps, and the one sentence above the register. */
import type { Mitigation } from '../dossier/hazard.ts';
import type { Priority } from '../risk/matrix.ts';
import type { StaleReason } from '../evidence/stale.ts';
import type { ResidualSummary } from '../risk/register.ts';
import type { RiskLevel } from '../vocabulary.ts';
import { count, figure, listUpTo, sentenceStart } from './number.ts';
import { riskWords } from './status.ts';

export const mitigationWords = { eliminate: 'Eliminates', reduce: 'Reduces', protect: 'Protects', warn: 'Warns', procedure: 'Procedure' } as const satisfies Record<Mitigation['kind'], string>;

/** What each priority asks for. */
export const priorityWords = { 1: 'Reduce it, or accept it by name', 2: 'Reduce it, or say why not', 3: 'At the team’s discretion' } as const satisfies Record<Priority, string>;

export const levelLetters = { low: 'L', medium: 'M', serious: 'S', high: 'H' } as const satisfies Record<RiskLevel, string>;

/** What a hazard lacks. */
export const hazardGaps = ['no-mitigation', 'no-evidence', 'stale-evidence', 'unknown-evidence'] as const;
export type HazardGap = (typeof hazardGaps)[number];

export const gapWords = { 'no-mitigation': 'No mitigation', 'no-evidence': 'No evidence', 'stale-evidence': 'Stale evidence', 'unknown-evidence': 'Names evidence that isn’t in this revision' } as const satisfies Record<HazardGap, string>;

/** The same in a word or two, beside their number. */
export const gapLabels = { 'no-mitigation': 'No mitigation', 'no-evidence': 'No evidence', 'stale-evidence': 'Stale evidence', 'unknown-evidence': 'Missing evidence' } as const satisfies Record<HazardGap, string>;

/** Why evidence is stale, beside it. */
export const staleReasonWords = { 'expired': 'Expired', 'other-artifact': 'Judged another artifact', 'suspect-link': 'Changed since it was reviewed' } as const satisfies Record<StaleReason, string>;

/** The hazards on stale evidence with why: of one reason alone in its own words, of several with how many each: `3 hazards rest on stale evidence (1 expired, 2 changed since reviewed): H-003, H-007, H-012`. */
export function staleSentence(ids: readonly string[], hazards: Readonly<Record<StaleReason, number>>): string {
  const reasons = (Object.keys(staleSaid) as StaleReason[]).filter((reason) => hazards[reason] > 0);
  const [only] = reasons;
  const rest = `${sentenceStart(count(ids.length, 'hazard'))} ${ids.length === 1 ? 'rests' : 'rest'} on`;
  const start = only !== undefined && reasons.length === 1 ? `${rest} ${staleSaid[only].alone}` : `${rest} stale evidence (${reasons.map((reason) => `${figure(hazards[reason])} ${staleSaid[reason].among}`).join(', ')})`;
  return `${start}: ${listUpTo(ids, 3)}`;
}

const staleSaid = {
  'expired': { alone: 'evidence that has expired', among: 'expired' },
  'other-artifact': { alone: 'evidence that judged another artifact', among: 'of another artifact' },
  'suspect-link': { alone: 'evidence that changed since it was reviewed', among: 'changed since reviewed' },
} as const satisfies Record<StaleReason, { readonly alone: string; readonly among: string }>;

/** Where the residual risk stands: `2 hazards stay High. 20 fell a level or more.` */
export function registerSentence(summary: ResidualSummary): string {
  if (summary.total === 0) return 'The register of this revision names no hazard.';
  const top = summary.top ?? 'low';
  const n = summary.residual[top];
  const stay = top === 'low' ? `${summary.total === 1 ? 'The one hazard is' : `All ${figure(summary.total)} hazards are`} Low after mitigation.`
    : `${sentenceStart(count(n, 'hazard'))} ${n === 1 ? 'stays' : 'stay'} ${riskWords[top]}${top === 'high' || top === 'serious' ? '' : ', none higher'}.`;
  return [stay, ...(summary.rose > 0 ? [`${figure(summary.rose)} rose.`] : []), ...(summary.fell > 0 ? [`${figure(summary.fell)} fell a level or more.`] : [])].join(' ');
}

/** What is missing from the register, with the first hazards that miss it: `2 hazards have no evidence: H-042, H-050`. */
export function gapSentence(gap: HazardGap, ids: readonly string[]): string {
  return `${gapStart(gap, ids.length)}: ${listUpTo(ids, 3)}`;
}

function gapStart(gap: HazardGap, hazards: number): string {
  const one = hazards === 1;
  switch (gap) {
    case 'no-mitigation': return `${sentenceStart(count(hazards, 'hazard'))} ${one ? 'has' : 'have'} no mitigation`;
    case 'no-evidence': return `${sentenceStart(count(hazards, 'hazard'))} ${one ? 'has' : 'have'} no evidence`;
    case 'stale-evidence': return `${sentenceStart(count(hazards, 'hazard'))} ${one ? 'rests' : 'rest'} on stale evidence`;
    case 'unknown-evidence': return `${sentenceStart(count(hazards, 'hazard'))} ${one ? 'names' : 'name'} evidence that isn’t in this revision`;
  }
}

/** A way through the grid for someone who hears it: `3 hazards go from High to Serious`, with their first ids. */
export function routeWords(hazards: readonly string[], from: RiskLevel, to: RiskLevel): string {
  const way = from === to ? `move within ${riskWords[from]}` : `go from ${riskWords[from]} to ${riskWords[to]}`;
  return `${sentenceStart(count(hazards.length, 'hazard'))} ${hazards.length === 1 ? way.replace(/^move/, 'moves').replace(/^go/, 'goes') : way}: ${listUpTo(hazards, 6)}`;
}

/** The warning where a small RPN hides a grave severity: `RPN 40 hides severity 10`. */
export function hidingWords(rpn: number, severity: number): string {
  return `RPN ${figure(rpn)} hides severity ${figure(severity)}`;
}

/** A cell of the grid for someone who hears it: `Severity 9–10, Critical; likelihood 5–6, Possible: High, 2 hazards`. */
export function cellWords(severity: readonly [string, string], likelihood: readonly [string, string], level: RiskLevel, hazards: number): string {
  return `Severity ${severity[0]}, ${severity[1]}; likelihood ${likelihood[0]}, ${likelihood[1]}: ${riskWords[level]}, ${count(hazards, 'hazard')}`;
}

