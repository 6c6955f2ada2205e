/** Section 6: measurements against limits, runs over time, verification, and every record by digest. */
import { intervalBars, type IntervalRow } from '../../charts/interval-bars.ts';
import { seriesChart, type SeriesPanel } from '../../charts/series-chart.ts';
import type { Comparison, Measurement, PropertyResult, Unit } from '../../dossier/evidence.ts';
import type { EvidenceState, Judgement, JudgementReason } from '../../evidence/judge.ts';
import type { BasisEvidence } from '../basis.ts';
import { evidenceLineLimit } from '../files.ts';
import { count, figure, inWords, list, listUpTo, nbsp, sentenceStart } from '../../copy/number.ts';
import { comparisonSigns, digitsFor, evidenceStateWords, intervalBasis, measurementWords, metricWords, unitWords } from '../../copy/evidence.ts';
import { longDay } from '../../copy/date.ts';
import { evidenceKindWords } from '../../copy/status.ts';
import type { Instant } from '../../vocabulary.ts';
import { cell, fitted, mono, strong, type Block, type Rich, type Row } from './content.ts';
import { entrySummaries, lineageSummaries } from './evidence-entries.ts';
import { evidenceSentence } from './scope.ts';
import { stateCell } from './state-cell.ts';
import { numberOf, type Source } from './source.ts';

/** Rows of one bar chart, curves, and verification rows that are printed; everything is in `evidence.jsonl`. */
const room = { bars: 12, charts: 4, curves: 4, properties: 24, alarms: 24 } as const;
const width = 459;
const halfWidth = 218;

/** Section 6. */
export function evidenceSection(source: Source): Block[] {
  const { evidence } = source.basis;
  const head: Block = { kind: 'section', number: numberOf(source, 'evidence'), title: 'Evidence' };
  if (evidence.length === 0) return [head, { kind: 'lead', rich: ['No evidence was submitted with this revision.'] }];
  const figures = numbering();
  return [
    head,
    { kind: 'lead', rich: [evidenceSentence(source)] },
    ...barCharts(evidence, figures),
    ...curves(evidence, figures),
    ...unmeasured(evidence),
    ...alarms(evidence),
    ...verification(evidence),
    ...entrySummaries(evidence),
    ...lineageSummaries(evidence),
    ...index(source),
  ];
}

function numbering(): () => number {
  let last = 0;
  return () => ++last;
}

interface Measured { readonly of: BasisEvidence; readonly judgement: Judgement; readonly measurement: Measurement & { readonly value: number } }

/** Fractions are drawn as percentages, so that they share an axis with them. */
const scaleOf = (unit: Unit): number => (unit === 'fraction' ? 100 : 1);
const axisUnit = (unit: Unit): Unit => (unit === 'fraction' ? 'percent' : unit);

/** Measurements that share an axis: percentages together, counts together, anything else by its metric. */
function barCharts(evidence: readonly BasisEvidence[], next: () => number): Block[] {
  const groups = new Map<string, Measured[]>();
  for (const of of evidence) {
    for (const judgement of of.judgement.judgements) {
      const { measurement } = judgement;
      if (measurement?.value == null || judgement.reason === 'units-differ') continue;
      const unit = axisUnit(measurement.unit);
      const key = unit === 'percent' || unit === 'count' ? unit : `${unit} ${measurement.metric}`;
      const one = { of, judgement, measurement: { ...measurement, value: measurement.value } };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  // What misses its limit first, then the most rows.
  const ordered = [...groups.values()].map((group, index) => ({ group, index })).sort((a, b) => gravest(a.group) - gravest(b.group) || b.group.length - a.group.length || a.index - b.index).map(({ group }) => group);
  return ordered.slice(0, room.charts).flatMap((group) => barChart(group, next()));
}

const gravity = ['failed', 'indeterminate', 'passed'];
const gravest = (group: readonly Measured[]): number => Math.min(...group.map(({ judgement }) => gravity.indexOf(judgement.result)));

function barChart(group: readonly Measured[], number: number): Block[] {
  // What failed or can't be told apart from its limit must not be the part that is left out.
  const grave = (measured: Measured): number => gravity.indexOf(measured.judgement.result);
  const shown = group.length <= room.bars ? group : [...group].sort((a, b) => grave(a) - grave(b)).slice(0, room.bars);
  const unit = axisUnit(shown[0]!.measurement.unit);
  const rows = shown.map(barRow);
  const intervals = [...new Set(shown.flatMap(({ judgement }) => (judgement.interval ? [intervalBasis(judgement.interval.of)] : [])))];
  const left = group.length - shown.length;
  return [{
    kind: 'figure', number, title: barTitle(group),
    scene: intervalBars({ heads: ['Measurement', unitHead(shown, unit), unit === 'percent' ? 'Value, %' : 'Value', 'Interval', 'Against limit'], rows, width }),
    note: [`Bar: value. Whisker: ${intervals.length === 0 ? 'no interval is known' : `interval (${listUpTo(intervals, 2)})`}. Heavy tick: limit.${left > 0 ? ` ${sentenceStart(count(left, 'more measurement'))} that ${left === 1 ? 'clears its' : 'clear their'} limit not shown.` : ''}`],
  }];
}

function unitHead(group: readonly Measured[], unit: Unit): string {
  const directions = new Set(group.map(({ judgement }) => (judgement.threshold.op.startsWith('>') ? 'higher' : 'lower')));
  const better = directions.size > 1 ? '' : directions.has('higher') ? ', higher is better' : ', lower is better';
  return `${unitWords[unit]}${better}`;
}

/** States the conclusion: all clear, which can't be told apart, which miss. */
function barTitle(group: readonly Measured[]): string {
  const ids = (result: string): string[] => [...new Set(group.filter(({ judgement }) => judgement.result === result).map(({ of }) => of.entry.id))];
  const [failed, open] = [ids('failed'), ids('indeterminate')];
  if (failed.length > 0) return `${listUpTo(failed, 3)} ${failed.length === 1 ? 'misses its' : 'miss their'} limit${open.length > 0 ? `; ${listUpTo(open, 3)} ${open.length === 1 ? 'is' : 'are'} inconclusive` : ''}`;
  if (open.length > 0) return `Only ${listUpTo(open, 3)} ${open.length === 1 ? 'does' : 'do'} not clear ${open.length === 1 ? 'its' : 'their'} limit beyond doubt`;
  return group.length === 1 ? `${group[0]!.of.entry.id} clears its limit` : `${group.length === 2 ? 'Both' : `All ${inWords(group.length)}`} measurements clear their limits`;
}

function barRow({ of, judgement, measurement }: Measured): IntervalRow {
  const factor = scaleOf(measurement.unit);
  const value = measurement.value * factor;
  const interval = judgement.interval === null ? null : { low: judgement.interval.low * factor, high: judgement.interval.high * factor };
  const limit = judgement.threshold.value * factor;
  const digits = digitsFor([value, limit]);
  return {
    label: metricWords(measurement.metric),
    note: [of.entry.id, measurement.variant ?? of.evidence.dataset?.name ?? of.evidence.subject.modelName ?? of.entry.object.slice(0, 8), ...(measurement.n === null ? [] : [`n = ${figure(measurement.n)}`])].join(', '),
    value, interval, limit: { value: limit, text: `limit ${figure(limit, digitsFor([limit]))}` },
    valueText: figure(value, digits), intervalText: interval === null ? '–' : `${figure(interval.low, digits)}–${figure(interval.high, digits)}`,
    reading: reading(judgement), doubt: judgement.result !== 'passed',
  };
}

const sides: Record<Comparison, string> = { '>=': 'above', '>': 'above', '<=': 'below', '<': 'below' };
const reasonWords: Record<JudgementReason, (judgement: Judgement) => string> = {
  'interval-clears': ({ threshold }) => sides[threshold.op], 'value-clears': ({ threshold }) => sides[threshold.op],
  'interval-beyond': () => 'misses', 'value-beyond': () => 'misses', 'interval-across': () => 'within noise',
  'not-measured': () => 'not measured', 'no-value': () => 'no value', 'units-differ': () => 'units differ', 'direction-differs': () => 'limit reversed', 'run-not-complete': () => 'run incomplete', 'file-says-breached': () => 'tool’s alarm', 'expired': () => 'expired',
};
const reading = (judgement: Judgement): string =>
  (judgement.result === 'passed' && judgement.measurement?.value === judgement.threshold.value ? 'at the limit' : reasonWords[judgement.reason](judgement));

/** Limits for which there is nothing to draw: silence would read as a pass. */
function unmeasured(evidence: readonly BasisEvidence[]): Block[] {
  const absent = evidence.flatMap((of) => of.judgement.judgements.filter(({ measurement, reason }) => measurement?.value == null || reason === 'units-differ').map((judgement) => ({ of, judgement })));
  if (absent.length === 0) return [];
  return [
    { kind: 'subhead', number: null, title: [`${sentenceStart(inWords(absent.length))}${nbsp}${absent.length === 1 ? 'limit' : 'limits'} without a measurement to hold against ${absent.length === 1 ? 'it' : 'them'}`], bookmark: 'Limits without a measurement' },
    {
      kind: 'table', summary: 'Limits without a measurement', columns: [{ head: ['Id'], width: 18 }, { head: ['Measurement'], width: 74 }, { head: ['Limit'], width: 30, align: 'end' }, { head: ['Reading'], width: 40 }],
      rows: absent.map(({ of, judgement }): Row => [[
        cell(strong(of.entry.id)), fitted(2, judgement.variant === null ? metricWords(judgement.metric) : `${metricWords(judgement.metric)}, ${judgement.variant}`),
        cell(`${comparisonSigns[judgement.threshold.op]} ${figure(judgement.threshold.value, digitsFor([judgement.threshold.value]))}`), stateCell('indeterminate', reading(judgement)),
      ]]),
    },
  ];
}

/** Alarms of tools for what no limit covers: each fails its record. */
function alarms(evidence: readonly BasisEvidence[]): Block[] {
  const raised = evidence.flatMap((of) => of.judgement.alarms.map((measurement) => ({ of, measurement })));
  if (raised.length === 0) return [];
  const left = raised.length - room.alarms;
  return [
    { kind: 'subhead', number: null, title: [`${sentenceStart(inWords(raised.length))}${nbsp}${raised.length === 1 ? 'alarm' : 'alarms'} of the tools themselves`], bookmark: 'Alarms of the tools' },
    {
      kind: 'table', summary: 'Alarms that the tools raised and that no limit covers', columns: [{ head: ['Id'], width: 18 }, { head: ['Measurement'], width: 84 }, { head: ['In the file'], width: 30, align: 'end' }, { head: ['Reading'], width: 30 }],
      rows: raised.slice(0, room.alarms).map(({ of, measurement }): Row => [[cell(strong(of.entry.id)), fitted(2, measurementWords(measurement)), fitted(1, mono(measurement.rawText === '' ? '–' : measurement.rawText)), stateCell('failed', 'alarm')]]),
      note: ['Neither the charter nor the dossier sets a limit for these: the tool’s own alarm counts as failed.', ...(left > 0 ? [` ${sentenceStart(count(left, 'more alarm'))} in `, mono('evidence.jsonl'), '.'] : [])],
    },
  ];
}

/** Runs over time: what is maximised and what is kept under a limit, one panel each. */
function curves(evidence: readonly BasisEvidence[], next: () => number): Block[] {
  const drawn = evidence.filter(({ evidence: { series } }) => series !== null && series.rows.length > 1 && series.columns.length > 1).slice(0, room.curves);
  const blocks = drawn.map((of): Block => {
    const series = of.evidence.series!;
    const x = Math.max(0, series.columns.indexOf(series.x));
    const columns = series.columns.map((name, i) => ({ name, i })).filter(({ i }) => i !== x).slice(0, 2).sort((a, b) => Number(/cost/i.test(a.name)) - Number(/cost/i.test(b.name)));
    const panels = columns.map(({ name, i }): SeriesPanel => {
      const points = series.rows.flatMap((row): [number, number | null][] => (row[x] == null ? [] : [[row[x], row[i] ?? null]]));
      const end = points.findLast(([, value]) => value !== null)?.[1] ?? null;
      const limit = of.judgement.judgements.find(({ metric, measurement }) => metric === name && measurement !== null)?.threshold.value ?? null;
      return {
        endLabel: end === null ? shortMetric(name) : `${shortMetric(name)} ${figure(end, digitsFor([end]) > 1 ? 1 : digitsFor([end]))}`, points,
        limit: limit === null ? null : { value: limit, text: `limit ${figure(limit, digitsFor([limit]))}` },
      };
    });
    return {
      kind: 'figure', number: next(), title: `${curveTitle(of)}`,
      scene: seriesChart({ panels, xLabel: stepWords(series.x), width: drawn.length === 1 ? width : halfWidth, panelHeight: drawn.length === 1 ? 48 : 54 }),
      note: [`${of.entry.id}, ${of.entry.title}. ${sentenceStart(count(series.rows.length, 'epoch'))}${of.evidence.run.seeds.length === 0 ? '' : `, seed ${listUpTo(of.evidence.run.seeds.map(String), 5)}`}${of.evidence.source.tool === null ? '' : `, ${of.evidence.source.tool}`}.`],
    };
  });
  if (blocks.length === 1) return blocks;
  const pairs: Block[] = [];
  for (let i = 0; i < blocks.length; i += 2) {
    const [left, right] = [blocks[i]!, blocks[i + 1]];
    pairs.push({ kind: 'halves', left: [left], right: right === undefined ? [] : [right] });
  }
  return pairs;
}

/** `AverageEpCost` as `Cost`, `AverageEpRet` as `Return`. */
const shortMetric = (name: string): string => (/cost/i.test(name) ? 'Cost' : /ret|reward/i.test(name) ? 'Return' : metricWords(name).slice(0, 12));
const stepWords = (name: string): string => (/interact|step/i.test(name) ? 'steps' : metricWords(name).toLowerCase());

function curveTitle({ judgement, entry }: BasisEvidence): string {
  const cost = judgement.judgements.find(({ metric }) => /cost/i.test(metric));
  if (cost === undefined) return `${entry.id}: no limit was set for this run`;
  return { passed: `${entry.id}: cost keeps to its limit`, failed: `${entry.id}: cost exceeds its limit`, indeterminate: `${entry.id}: cost is not shown to keep its limit` }[cost.result];
}

const verdictState = (verdict: PropertyResult['verdict']): EvidenceState => (verdict === 'pass' ? 'passed' : verdict === 'fail' ? 'failed' : verdict === 'not-applicable' ? 'not-judged' : 'indeterminate');
const verdictWords: Record<EvidenceState, string> = { passed: 'Holds', failed: 'Violated', indeterminate: 'Undecided', 'not-judged': 'Not applicable' };
const polarityWords = { 'states-safe': 'the safe behaviour', 'states-negation': 'its negation', unknown: 'something that the dossier does not say' } as const;

/** Checked properties: all of a few, and of many the ones that do not hold. */
function verification(evidence: readonly BasisEvidence[]): Block[] {
  const suites = evidence.filter(({ evidence: { properties } }) => properties.length > 0);
  if (suites.length === 0) return [];
  const all = suites.flatMap((of) => of.evidence.properties.map((property) => ({ of, property })));
  const grave = ({ property }: (typeof all)[number]): number => ['failed', 'indeterminate', 'passed', 'not-judged'].indexOf(verdictState(property.verdict));
  const shown = all.length <= room.properties ? all : [...all].sort((a, b) => grave(a) - grave(b)).filter((one, i) => i < room.properties && grave(one) < 2);
  const total = suites.map(({ entry, judgement: { properties } }) =>
    `${entry.id}: ${figure(properties.hold)} of ${figure(properties.total)} hold${properties.violated > 0 ? `, ${figure(properties.violated)} violated` : ''}${properties.undecided > 0 ? `, ${figure(properties.undecided)} undecided` : ''}`).join('; ');
  const left = all.length - shown.length;
  const blocks: Block[] = [
    { kind: 'subhead', number: null, title: ['Verification results'] },
    { kind: 'note', rich: [`${total}. A timeout is never a pass.`] },
  ];
  if (shown.length === 0) return blocks;
  blocks.push({
    kind: 'table', summary: 'Properties that were checked',
    columns: [{ head: ['Id'], width: 18 }, { head: ['Property'], width: 54 }, { head: ['Network'], width: 36 }, { head: ['Solver answer'], width: 20 }, { head: ['Verdict'], width: 22 }, { head: ['Time, s'], width: 12, align: 'end' }],
    rows: shown.map(({ of, property }): Row => [[
      fitted(1, strong(`${of.entry.id}/${property.id}`)), fitted(2, lastPart(property.text)), fitted(2, lastPart(property.network ?? '–')), fitted(1, mono(property.verdictRaw)),
      stateCell(verdictState(property.verdict), verdictWords[verdictState(property.verdict)]), cell(property.seconds === null ? '–' : figure(property.seconds, 1)),
    ]]),
    note: [
      `${polaritySentences(suites)} `,
      ...polarityNote(suites), ...(left > 0 ? [`${sentenceStart(count(left, 'row'))} not shown ${left === 1 ? 'is' : 'are'} in `, mono('evidence.jsonl'), '.'] : []),
    ],
  });
  return blocks;
}

/** What the property files state: records that state the same are named together. */
function polaritySentences(suites: readonly BasisEvidence[]): string {
  const stating = new Map<string, string[]>();
  for (const { entry, evidence } of suites) {
    const said = list([...new Set(evidence.properties.map(({ polarity }) => polarityWords[polarity]))]);
    stating.set(said, [...(stating.get(said) ?? []), entry.id]);
  }
  return [...stating].map(([said, ids]) => `${listUpTo(ids, 12)}: property files state ${said}.`).join(' ');
}

function polarityNote(suites: readonly BasisEvidence[]): Rich {
  return suites.some(({ evidence }) => evidence.properties.some(({ polarity }) => polarity === 'states-negation')) ? ['Where the negation is stated, ', mono('unsat'), ' means that the property holds. '] : [];
}

/** File paths are long at the front and telling at the back; what kind of file it is, the column says. */
const lastPart = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.(?:onnx|vnnlib)(?:\.gz)?$/, '');

/** Every record, so that each claim can be traced to its object. */
function index({ basis: { evidence, decision } }: Source): Block[] {
  const large = evidence.filter(({ bytes }) => bytes.length > evidenceLineLimit).map(({ entry }) => entry.id);
  return [
    { kind: 'subhead', number: null, title: ['All evidence'] },
    {
      kind: 'table', summary: 'All evidence by digest',
      columns: [{ head: ['Id'], width: 16 }, { head: ['Record'], width: 52 }, { head: ['Kind'], width: 23 }, { head: ['Source'], width: 31 }, { head: ['Verdict'], width: 25 }, { head: ['SHA-256'], width: 15 }],
      rows: evidence.map(({ entry, evidence: { source }, judgement }): Row => [[
        fitted(1, strong(entry.id)), fitted(2, entry.title), cell(evidenceKindWords[entry.kind]), fitted(2, source.tool ?? source.format), stateCell(judgement.state, judgement.expired && judgement.state === 'indeterminate' ? 'Expired' : evidenceStateWords[judgement.state]), cell(mono(entry.object.slice(0, 8))),
      ]]),
      note: [
        'Verdict: against the limits of the charter, then of the dossier, then of the file itself; and the tool’s own verdict or alarm where it gives one.',
        ...expirySentences(evidence, decision.validUntil), ...(large.length === 0 ? [] : [` ${listUpTo(large, 5)} ${large.length === 1 ? 'is' : 'are'} too large to be embedded; the digest names ${large.length === 1 ? 'it' : 'each'}.`]),
      ],
    },
  ];
}

/** Evidence with a last day: what is over by the decision, and what runs out before the approval does. */
function expirySentences(evidence: readonly BasisEvidence[], validUntil: Instant): string[] {
  const dated = evidence.flatMap(({ entry, evidence: { expiresOn }, judgement }) => (expiresOn === null ? [] : [{ id: entry.id, day: expiresOn, over: judgement.expired }]));
  const named = (those: typeof dated): string => listUpTo(those.map(({ id, day }) => `${id} on ${longDay(day)}`), 6);
  const [over, soon, later] = [dated.filter((one) => one.over), dated.filter(({ over: gone, day }) => !gone && day < validUntil.slice(0, 10)), dated.filter(({ over: gone, day }) => !gone && day >= validUntil.slice(0, 10))];
  return [
    ...(over.length > 0 ? [` Expired before the decision: ${named(over)}.`] : []), ...(soon.length > 0 ? [` Expires before the decision’s validity ends: ${named(soon)}.`] : []),
    ...(later.length > 0 ? [` Expires later: ${named(later)}.`] : []),
  ];
}
