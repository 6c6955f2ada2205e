/** The hazards tab in the order of its screen: grid, summary, what narrows the register, its columns and views, one hazard in detail. The sheet that scores is in `scoring.ts`. */
import type { Mitigation } from '../../dossier/hazard.ts';
import type { Priority } from '../../risk/matrix.ts';
import type { RiskScheme } from '../../risk/scheme.ts';
import type { RiskLevel } from '../../vocabulary.ts';
import { hidingWords, mitigationWords, priorityWords } from '../hazard.ts';
import { count, figure } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { riskWords } from '../status.ts';

export const hazardsWords = {
  keys: { next: 'Next hazard', previous: 'Previous hazard', trace: 'Trace to its evidence', score: 'Score the hazard yourself', filter: 'Filter hazards', view: 'Groups, columns and saved views' },
  map: {
    label: 'Heat map',
    heads: { inherent: 'Inherent risk', residual: 'Residual risk', moves: 'Inherent to residual' },
    /** Which table tells the level, under the head. */
    schemes: { 'fmea': 'severity by likelihood', 'mil-std-882e': 'by MIL-STD-882E', 'own': 'by the board’s own table' } as const satisfies Record<RiskScheme['id'], string>,
    shows: 'Which score the heat map shows',
    segments: { inherent: 'Inherent', residual: 'Residual', moves: 'Moves' },
    grids: { inherent: 'Inherent risk, severity by likelihood', residual: 'Residual risk, severity by likelihood' },
  },
  summary: {
    label: 'Summary of the register',
    inherent: 'Inherent', becomes: 'becomes', residual: 'Residual',
    hazards: (total: number): string => count(total, 'hazard'),
    differ: (hazards: number): string => `Members’ scores differ on ${count(hazards, 'hazard')}`,
    /** `H-031: RPN 40 hides severity 10, and 2 more`. */
    hides: (id: string, rpn: number, severity: number, others: number): string => `${id}: ${hidingWords(rpn, severity)}${others === 0 ? '' : `, and ${figure(others)} more`}`,
  },
  bar: {
    which: 'Which hazards',
    subsets: { all: 'All', changed: 'Changed', unviewed: 'Unviewed', gaps: 'Gaps', differ: 'Differ' },
    whichGap: 'Which gap', anyGap: 'Any gap', clearCell: 'Clear the cell',
    /** The chosen cell: `Severity 9–10, likelihood 5–6, residual: 2 hazards`. */
    cell: (severity: string, likelihood: string, of: 'inherent' | 'residual', shown: number): string => `Severity ${severity}, likelihood ${likelihood}, ${of}: ${count(shown, 'hazard')}`,
    shown: (hazards: number): string => `${count(hazards, 'hazard')} shown`,
  },
  table: {
    label: 'Hazard register',
    heads: {
      id: 'Id', title: 'Hazard', residual: 'Residual', severity: 'S', likelihood: 'L', detectability: 'D', rpn: 'RPN', priority: 'Pr.', inherent: 'Inherent', owner: 'Owner', mitigations: 'Mit.', evidence: 'Evidence',
      scores: 'Members', viewed: 'Viewed',
    },
    /** What a head of few letters stands for. */
    names: { rpn: 'RPN, risk priority number', priority: 'Pr., priority', mitigations: 'Mit., mitigations' },
    since: (release: string): string => `Since ${release}`,
    noOwner: 'None named', untraced: 'Untraced', stale: 'Stale', reading: 'Being read',
    empty: 'The register of this revision names no hazard.', noGaps: 'No hazard lacks a mitigation or evidence.', noneFits: 'No hazard fits the filter.',
  },
  /** What became of a hazard since the revision before. */
  changes: {
    new: 'New', edited: 'Edited', inherent: 'Inherent', notHere: 'Not on this machine', firstListed: 'First listed', removed: 'Removed', listedAgain: 'Listed again', unchanged: 'Unchanged',
    /** Before the change, for who hears it. */
    readings: { against: 'worse, ', mixed: 'mixed, ', neutral: '', for: 'better, ' },
    /** `L +1, D −2`: which ratings moved. */
    moves: (moved: readonly { readonly rating: 'severity' | 'likelihood' | 'detectability'; readonly by: string }[]): string => moved.map(({ rating, by }) => `${{ severity: 'S', likelihood: 'L', detectability: 'D' }[rating]} ${by}`).join(', '),
  },
  view: {
    button: 'View', title: 'View of the register', views: 'Views', group: 'Group by', columns: 'Columns', asTheyFit: 'As they fit',
    columnNames: {
      residual: 'Residual level', severity: 'Severity', likelihood: 'Likelihood', detectability: 'Detectability', rpn: 'RPN', priority: 'Priority', inherent: 'Inherent level', owner: 'Owner', mitigations: 'Mitigations', evidence: 'Evidence',
      scores: 'Members’ scores', since: 'Since the last approval', viewed: 'Viewed',
    },
    groupings: { none: 'Nothing', level: 'Level', owner: 'Owner', evidence: 'Evidence', scores: 'Scores' },
    /** The views that everybody has. */
    given: { whole: 'Whole register', gaps: 'Gaps, by evidence', differ: 'Where members differ', owner: 'By owner' },
    saveAs: 'Save this view as', save: 'Save', forget: 'Forget',
    forgetNamed: (name: string): string => `Forget the view ${name}`,
    saved: (name: string): string => `View “${name}” is saved on this machine.`,
  },
  /** Heads of groups. */
  groups: {
    level: (level: RiskLevel): string => `${riskWords[level]} after mitigation`,
    noOwner: 'No owner named', noEvidence: 'No evidence', reading: 'Evidence that is still being read',
    evidence: (state: string): string => `Evidence: ${state.toLowerCase()}`,
  },
  detail: {
    label: (id: string): string => `Hazard ${id}`,
    details: (id: string): string => `Details of ${id}`,
    owned: (id: string, owner: string | null): string => (owner === null ? id : `${id}, owned by ${owner}`),
    place: (at: number, of: number): string => `${figure(at)} of ${figure(of)}`,
    scores: (id: string): string => `Scores of ${id}`,
    rows: { inherent: 'Inherent', residual: 'Residual', before: (release: string | null): string => (release === null ? 'In the last approval' : `In ${release}`) },
    /** Where the charter bars an approval: `High bars an approval without conditions (rule Q-5).` */
    bars: (level: RiskLevel): string => `${riskWords[level]} bars an approval without conditions (rule Q-5).`,
    priority: (priority: Priority): string => `Priority ${priority}: ${priorityWords[priority].toLowerCase()}.`,
    effects: 'Effects', causes: 'Causes', noneStated: 'None stated.',
    mitigations: 'Mitigations',
    mitigation: (kind: Mitigation['kind'], hasEvidence: boolean): Parts<'evidence'> => (hasEvidence ? [`${mitigationWords[kind]}, by `, slot('evidence')] : [`${mitigationWords[kind]}, no evidence of its own`]),
    traced: 'Traced evidence', notHere: 'Not in this revision', missing: 'Missing', reading: 'Being read',
    note: 'Note of the release team',
    findings: 'Findings', noFindings: 'None recorded.',
    open: (findings: number): string => count(findings, 'open', 'open'),
  },
  history: {
    head: 'History', label: (id: string): string => `History of ${id}`,
    revisions: (n: number): string => count(n, 'revision'),
    release: 'Release', ratings: 'S, L, D', ratingsInFull: 'Severity, likelihood, detectability', level: 'Level', since: 'Since before',
    /** A release that was reviewed more than once: `5.0, r2`. */
    revision: (release: string, ordinal: number | null): string => (ordinal === null ? release : `${release}, r${figure(ordinal)}`),
    earlier: (n: number): string => `And ${count(n, 'earlier revision')}.`,
  },
} as const;
