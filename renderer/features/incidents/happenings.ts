/** Incidents and drift of a revision as one list over time. Pure; judged elsewhere. */
import { timeLine, type TimeMarkState } from '../../../shared/charts/time-line.ts';
import type { Scene } from '../../../shared/charts/scene.ts';
import { entryStateWords } from '../../../shared/copy/entries.ts';
import { evidenceStateWords, limitText, measurementWords, unlimitedWords, valueText } from '../../../shared/copy/evidence.ts';
import { sentenceStart } from '../../../shared/copy/number.ts';
import { incidentsWords } from '../../../shared/copy/screens/incidents.ts';
import type { Entry, Evidence, EvidenceEntry, Measurement } from '../../../shared/dossier/evidence.ts';
import type { EvidenceJudgement, Judgement } from '../../../shared/evidence/judge.ts';
import type { Instant, ItemId } from '../../../shared/vocabulary.ts';
import type { MarkState } from '../../components/state-mark.tsx';
import type { Seek } from '../../dossier-tab.ts';

interface Piece { readonly entry: Pick<EvidenceEntry, 'id' | 'title' | 'kind'>; readonly evidence: Pick<Evidence, 'entries' | 'results' | 'run' | 'facts'>; readonly judgement: Pick<EvidenceJudgement, 'judgements'> }

/** One incident, or one drift measurement. `at` null: the file gives no time. */
export interface Happening {
  readonly key: string;
  readonly kind: 'incident' | 'drift';
  /** As its file calls it. */
  readonly id: string;
  readonly evidence: ItemId;
  readonly source: string;
  readonly title: string;
  readonly text: string | null;
  readonly at: Instant | null;
  /** The file writes a time without its zone: the day may be off by one. */
  readonly zoneless: boolean;
  readonly mark: MarkState;
  readonly word: string;
  readonly standing: TimeMarkState;
  /** Of drift: the file's own text of the number, to find it there. */
  readonly measurement: Measurement | null;
}

/** Every incident and every drift measurement: alarms first, then what is open, then the latest. */
export function happenings(pieces: readonly Piece[]): readonly Happening[] {
  const all = pieces.flatMap((piece) => [...incidentsOf(piece), ...(piece.entry.kind === 'drift' ? driftOf(piece) : [])]);
  const rank = { alarm: 0, open: 1, settled: 2 } as const satisfies Record<TimeMarkState, number>;
  return all.map((one, index) => ({ one, index })).sort((a, b) => rank[a.one.standing] - rank[b.one.standing] || later(a.one.at, b.one.at) || a.index - b.index).map(({ one }) => one);
}

const later = (a: Instant | null, b: Instant | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? 1 : -1);

const incidentMarks = { passed: 'passed', failed: 'failed', error: 'indeterminate', gap: 'indeterminate', open: 'open', skipped: 'not-judged', closed: 'passed' } as const satisfies Record<Exclude<Entry['state'], null>, MarkState>;

function incidentsOf({ entry, evidence }: Piece): readonly Happening[] {
  return evidence.entries.filter(({ type }) => type === 'incident').map(({ id, title, text, state, at }, index): Happening => ({
    key: `${entry.id} i${index}`, kind: 'incident', id, evidence: entry.id, source: entry.title, title: title === id ? title : `${id} ${title}`, text, at, zoneless: false, measurement: null,
    // What the file says nothing about isn't settled: somebody has to look.
    mark: state === null ? 'open' : incidentMarks[state], word: state === null ? entryStateWords.unstated : entryStateWords[state],
    standing: state === 'failed' ? 'alarm' : state === 'closed' || state === 'passed' || state === 'skipped' ? 'settled' : 'open',
  }));
}

function driftOf({ entry, evidence, judgement }: Piece): readonly Happening[] {
  const judged = new Map<Measurement, Judgement>();
  for (const one of judgement.judgements) if (one.measurement !== null && (judged.get(one.measurement)?.result ?? 'passed') !== 'failed') judged.set(one.measurement, one);
  const stated = evidence.run.endedAt ?? evidence.run.startedAt;
  const at = stated ?? zonelessTime(evidence);
  return evidence.results.map((measurement, index): Happening => {
    const held = judged.get(measurement) ?? null;
    const alarm = held === null ? measurement.breached === 'yes' : held.result === 'failed';
    const mark: MarkState = alarm ? 'failed' : held === null ? 'not-judged' : held.result;
    const value = measurement.value === null ? incidentsWords.noValue : valueText(measurement.value, measurement.unit);
    return {
      key: `${entry.id} m${index}`, kind: 'drift', id: measurement.metric, evidence: entry.id, source: entry.title, title: measurementWords(measurement), at, zoneless: stated === null && at !== null, measurement,
      text: held === null ? value : incidentsWords.valueAndLimit(value, limitText(held.threshold, measurement.unit)), mark,
      word: alarm ? (held === null || held.reason === 'file-says-breached' ? unlimitedWords.alarm : incidentsWords.missed) : held === null ? (measurement.breached === 'no' ? incidentsWords.noAlarm : unlimitedWords.noLimit) : evidenceStateWords[held.result],
      standing: alarm ? 'alarm' : held?.result === 'indeterminate' ? 'open' : 'settled',
    };
  });
}

/** A time that a report writes without its zone, taken at the middle of its day: good enough for a place on a line, and said to be so. */
function zonelessTime({ facts }: Pick<Evidence, 'facts'>): Instant | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(facts.find(({ name }) => name === 'timestamp')?.value ?? '')?.[0];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T12:00:00.000Z`);
  return Number.isNaN(at) ? null : (new Date(at).toISOString() as Instant);
}

/** The conclusion: `2 alarms of drift. 3 of 5 incidents are not closed.` */
export function happeningsSentence(all: readonly Happening[]): string {
  const of = (kind: Happening['kind']): readonly Happening[] => all.filter((one) => one.kind === kind);
  const [incidents, drift] = [of('incident'), of('drift')];
  const alarms = drift.filter(({ standing }) => standing === 'alarm').length;
  const unclear = drift.filter(({ standing }) => standing === 'open').length;
  const open = incidents.filter(({ standing }) => standing !== 'settled').length;
  const parts = [
    ...(drift.length === 0 ? [] : [incidentsWords.drift(drift.length, alarms, unclear)]),
    ...(incidents.length === 0 ? [] : [incidentsWords.incidents(incidents.length, open)]),
  ];
  return parts.map(sentenceStart).join(' ');
}

/** Where they come from, and how many have no time. */
export function happeningsDetail(all: readonly Happening[]): string {
  const sources = [...new Map(all.map(({ evidence, source }) => [evidence, source]))].map(([id, title]) => `${id} ${title}`);
  const undated = all.filter(({ at }) => at === null).length;
  return [incidentsWords.from(sources), ...(undated === 0 ? [] : [incidentsWords.undated(undated)])].join(' ');
}

/** All of them on one axis; null where none has a time. */
export function happeningsScene(all: readonly Happening[], published: Instant, release: string, width: number): Scene | null {
  const dated = all.flatMap((one) => (one.at === null ? [] : [{ ...one, at: one.at }]));
  if (dated.length === 0) return null;
  const lanes = (['incident', 'drift'] as const).map((kind) => ({ name: incidentsWords.line.lanes[kind], happened: dated.filter((one) => one.kind === kind) })).filter(({ happened }) => happened.length > 0);
  const said = lanes.map(({ name, happened }) => {
    const times = happened.map(({ at }) => at).sort();
    const alarms = happened.filter(({ standing }) => standing === 'alarm').length;
    return incidentsWords.line.lane(name, happened.length, times[0]!, times.at(-1)!, alarms);
  });
  return timeLine({
    lanes: lanes.map(({ name, happened }) => ({ name, marks: happened.map(({ at, standing }) => ({ at: Date.parse(at), state: standing })) })),
    moment: { at: Date.parse(published), text: incidentsWords.line.published(release) }, width, alt: incidentsWords.line.alt(said, release, published),
  });
}

/** Where to look for it in its raw file: a number by its own text, an incident by its title. */
export function seekHappening({ measurement, title, id }: Happening): Seek {
  if (measurement !== null) return { text: measurement.rawText, names: [measurement.metric, ...(measurement.variant === null ? [] : [measurement.variant])], of: title };
  return { text: id, names: [title.replace(`${id} `, '')], of: title };
}
