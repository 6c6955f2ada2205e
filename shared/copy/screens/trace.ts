/** The Trace tab by place on screen: what narrows it, the drawing, the tree. How a link stands and why something is stale is in `../trace.ts`. */
import { count, figure } from '../number.ts';

export const traceWords = {
  keys: {
    next: (onlySuspect: boolean): string => (onlySuspect ? 'Next suspect hazard' : 'Next hazard'),
    previous: (onlySuspect: boolean): string => (onlySuspect ? 'Previous suspect hazard' : 'Previous hazard'),
    open: 'Open the item',
  },
  open: (item: string): string => `Open ${item}`,
  votes: 'Earlier votes',
  drawing: {
    section: (hazard: string): string => `Drawing of ${hazard}`,
    /** Where there is little room. */
    show: 'Show the drawing', hide: 'Hide the drawing',
    label: (hazard: string): string => `${hazard} and what it rests on, as a drawing. The tree below holds the same.`,
    head: (hazard: string, title: string): string => `${hazard}: ${title}`,
    stale: 'Stale',
    hazard: (id: string, level: string): string => `${id}, residual ${level}`,
    item: (id: string, kind: string): string => `${id}, ${kind.toLowerCase()}`,
    run: (evidence: string): string => `Run behind ${evidence}`,
    /** What isn't drawn of a hazard, and what else rests on the same. */
    more: {
      mitigations: (n: number): string => count(n, 'more mitigation'),
      evidence: (n: number): string => `${count(n, 'more piece')} of evidence`,
      hazards: (n: number): string => `${figure(n)} more ${n === 1 ? 'hazard rests' : 'hazards rest'} on these`,
    },
  },
  bar: {
    filter: 'Filter hazards',
    which: 'Which hazards',
    subsets: { all: 'All', suspect: 'Suspect', stale: 'Stale', untraced: 'Untraced' },
    shown: (shown: number, all: number): string => `${figure(shown)} of ${count(all, 'hazard')} shown`,
  },
  tree: {
    label: 'Traces',
    heads: { item: 'Hazard, mitigation, evidence, run', state: 'State', link: 'Link', viewed: 'Viewed' },
    since: (approved: string): string => `Since ${approved}`,
    run: 'Run',
    empty: 'The register of this revision names no hazard.', noneFits: 'No hazard fits the filter.',
  },
  /** What a row or a box says of itself. */
  notHere: 'Not in this revision', missing: 'Missing', unsupported: 'No evidence of its own', untraced: 'No evidence', unmitigated: 'No mitigation',
  /** What a revision that nothing was approved on is called. */
  revision: (ordinal: number): string => `revision ${figure(ordinal)}`, earlierRevision: 'an earlier revision',
} as const;
