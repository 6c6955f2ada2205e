/** The Evidence tab by place on screen: the list, one piece with its head, charts, measurements, properties and coverage. What a piece holds and where it comes from is in `evidence-record.ts`. */
import type { Day } from '../../vocabulary.ts';
import type { Judgement } from '../../evidence/judge.ts';
import type { Measurement, PropertyResult } from '../../dossier/evidence.ts';
import { longDay } from '../date.ts';
import { intervalBasis, judgementReasons, measurementWords, originWords, polarityWords, propertyWords, readingRules } from '../evidence.ts';
import { count, figure, inWords, listUpTo, sentenceStart } from '../number.ts';
import { slot, type Parts } from '../parts.ts';

const properties = 'Formal properties';
const coverage = 'Coverage by hazard';
const inTheFile = 'In the file';
const verdict = 'Verdict';

export const evidenceWords = {
  list: {
    filter: 'Filter evidence',
    noneFits: 'No evidence fits the filter.',
    /** Until every piece is read, nothing is said of all. */
    reading: (pieces: number): string => `Reading ${count(pieces, 'piece')} of evidence.`,
    beingRead: 'Being read',
    readingOne: (id: string, title: string): string => `Reading ${id}, ${title}.`,
    /** Under the title of one that isn't as it was approved. */
    changed: (id: string): string => `${id}, changed`,
  },
  piece: {
    label: (id: string): string => `Evidence ${id}`,
    rawFile: 'Raw file',
    /** `E-01, benchmark.` */
    place: (id: string, kind: string): string => `${id}, ${kind.toLowerCase()}.`,
    usedBy: (hazards: number): Parts<'hazards'> => (hazards === 0 ? ['No hazard is traced to it.'] : ['Used by ', slot('hazards'), '.']),
    /** What the file names and the register doesn't trace. */
    names: ['It names ', slot('hazards'), '.'] satisfies Parts<'hazards'>,
    expired: (on: Day): string => `Expired on ${longDay(on)}. ${readingRules.expired}`,
    countsUntil: (on: Day): string => `Counts until ${longDay(on)}`,
    noInterval: 'no interval is known',
    interval: (low: string, high: string, of: string): string => `${low} to ${high}, interval ${of}`,
    against: (measured: string, origin: Judgement['threshold']['origin'], limit: string): string => `${measured}; ${originWords[origin]} is ${limit}`,
    findings: 'Findings',
  },
  charts: {
    label: 'Charts',
    worst: (all: number): string => `The worst of each; the table below has all ${figure(all)}.`,
    heads: (axis: string): [string, string, string, string, string] => ['Measurement', axis, 'Value', 'Interval', 'Against limit'],
    axis: { 'mixed': (unit: string): string => unit, '>': (unit: string): string => `${unit}, higher is better`, '<': (unit: string): string => `${unit}, lower is better` },
    cases: (n: number | null): string => (n === null ? 'n not stated' : `n = ${figure(n)}`),
    limit: (value: string): string => `limit ${value}`,
    /** What a run's columns are called beside the end of their line. */
    shortNames: { cost: 'Cost', return: 'Return', steps: 'Steps' },
  },
  history: {
    caption: (product: string, releases: number): string => `${product}, last ${count(releases, 'release')}`,
    /** `5.0: 61.2 %`. */
    point: (release: string, value: string | null): string => `${release}: ${value ?? 'not measured'}`,
    spark: (measured: string, points: string): string => `${measured} by release. ${points}`,
  },
  measurements: {
    section: 'Measurements against limits',
    label: 'Measurements',
    heads: { name: 'Measurement', cases: 'n', value: 'Value', interval: 'Interval', limit: 'Limit', releases: 'Releases', verdict, inFile: inTheFile },
    since: (release: string): string => `Since ${release}`,
    /** Of a metric: what has no variant. */
    overall: 'Overall',
    variants: (n: number): string => count(n, 'variant'),
    state: (n: number, state: string): string => `${figure(n)} ${state.toLowerCase()}`,
    onlyWorst: (n: number): string => `Only worst ${figure(n)}`,
    showAll: (shown: number, all: number): string => `Worst ${figure(shown)} of ${figure(all)}: show all`,
    directions: { higher: 'higher is better', lower: 'lower is better', target: 'a target', unknown: 'direction not stated' } satisfies Record<Measurement['direction'], string>,
    limitOf: (origin: Judgement['threshold']['origin'], reason: string | null): string => (reason === null || reason === '' ? originWords[origin] : `${originWords[origin]}: ${reason}`),
    /** Which intervals a move was held against. */
    noiseBasis: (before: string | null, now: string | null): string => (before === null || now === null
      ? 'Noise needs an interval, a standard error or, of a share, the number of cases, on both sides.' : `Held against the interval before (${intervalBasis(before)}) and now (${intervalBasis(now)}).`),
    noLimitReason: 'No limit.', noAlarmReason: 'The tool raised no alarm.',
    reason: ({ reason, threshold }: Pick<Judgement, 'reason' | 'threshold'>, alarm: boolean): string => `${judgementReasons[reason]} Held against ${originWords[threshold.origin]}.${alarm ? ' The tool raised its own alarm; this limit decides.' : ''}`,
    about: (measured: Pick<Measurement, 'metric' | 'variant'>, reason: string): string => `${measurementWords(measured)}: ${reason}`,
  },
  properties: {
    label: properties,
    heads: { id: 'Id', text: 'Property', network: 'Network', polarity: 'File states', verdict, seconds: 'Seconds', solver: 'Solver' },
    violated: (n: number): string => `${figure(n)} violated`,
    undecided: (n: number): string => `${figure(n)} undecided, never a pass`,
    hold: (n: number): string => `${figure(n)} ${n === 1 ? 'holds' : 'hold'}`,
    counterexample: ['Counterexample: ', slot('file')] satisfies Parts<'file'>,
    about: ({ id, text, network, polarity, verdict: came }: PropertyResult): string => `${id}: ${text}${network === null ? '' : `, on ${network}`}. The file states ${polarityWords[polarity].toLowerCase()}. ${propertyWords[came]}.`,
    more: (left: number, open: number): string => `${count(left, 'more property', 'more properties')}${open === 0 ? '' : `, ${figure(open)} of them not holding`}.`,
    one: (id: string): string => `property ${id}`,
  },
  coverage: {
    label: coverage,
    heads: { hazard: 'Hazard', restsOn: 'Rests on', properties: 'Properties' },
    none: 'No hazard or mitigation is traced to these properties.',
    without: ['Without: ', slot('hazards'), '.'] satisfies Parts<'hazards'>,
    more: (left: number): string => `${count(left, 'more hazard')}.`,
    /** Of a piece of evidence that a hazard rests on by its mitigations. */
    through: (mitigations: readonly string[]): string => `through ${listUpTo(mitigations, 3)}`,
    /** `All 12 hold`, `10 of 12 hold, 1 violated, 1 undecided`. */
    hold: ({ total, hold, violated, undecided }: { readonly total: number; readonly hold: number; readonly violated: number; readonly undecided: number }): string => {
      if (hold === total) return total === 1 ? 'The one holds' : `All ${figure(total)} hold`;
      return [`${figure(hold)} of ${figure(total)} hold`, ...(violated > 0 ? [`${figure(violated)} violated`] : []), ...(undecided > 0 ? [`${figure(undecided)} undecided`] : [])].join(', ');
    },
    /** `Nine of 15 hazards rest on formal properties; not all hold for H-003.` `doubtful`: those for which not all hold. */
    sentence: (hazards: number, covered: number, doubtful: readonly string[]): string => {
      if (covered === 0) return 'No hazard rests on formal properties.';
      const rest = `${sentenceStart(inWords(covered))} of ${count(hazards, 'hazard')} ${covered === 1 ? 'rests' : 'rest'} on formal properties`;
      return doubtful.length === 0 ? `${rest}, and all of these hold.` : `${rest}; not all hold for ${listUpTo(doubtful, 6)}.`;
    },
  },
  /** What a table doesn't show at once. */
  showAll: (n: number): string => `Show all ${figure(n)}`,
  /** The file's own text of a number, and where it leads. */
  inFile: {
    empty: '(empty)',
    title: 'Show it in the raw file',
    label: (text: string, of: string): string => `${text}: show ${of} in the raw file`,
  },
} as const;
