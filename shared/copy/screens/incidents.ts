/** The Incidents and drift tab by place on screen: its conclusion, the time line, the table. */
import type { Instant } from '../../vocabulary.ts';
import { alarmWords } from '../change.ts';
import { longDay, shortDay } from '../date.ts';
import { count, figure, listUpTo } from '../number.ts';

const subject = 'Incidents and drift';

export const incidentsWords = {
  label: subject,
  nothing: 'This revision holds no incident and no drift report.', seeEvidence: 'See the evidence it holds',
  /** The conclusion on drift: alarms, else what is too close to call. */
  drift: (measured: number, alarms: number, unclear: number): string => {
    const all = count(measured, 'drift measurement');
    if (alarms > 0) return `${count(alarms, 'alarm')} in ${all}.`;
    return unclear > 0 ? `No drift alarm, and ${figure(unclear)} of ${all} too close to call.` : `No alarm in ${all}.`;
  },
  /** The conclusion on incidents. */
  incidents: (all: number, open: number): string => {
    if (open === all && all > 1) return `None of the ${count(all, 'incident')} is closed.`;
    if (all === 1) return open === 1 ? 'The one incident is not closed.' : 'The one incident is closed.';
    if (open > 0) return `${figure(open)} of ${count(all, 'incident')} ${open === 1 ? 'is' : 'are'} not closed.`;
    return `All ${count(all, 'incident')} are closed.`;
  },
  from: (sources: readonly string[]): string => `From ${listUpTo(sources, 4)}.`,
  undated: (n: number): string => `${figure(n)} ${n === 1 ? 'has no time and is' : 'have no time and are'} in the table only.`,
  bar: { which: 'Which of them', subsets: { all: 'All', unsettled: 'Alarms and open', incident: 'Incidents', drift: 'Drift' } },
  line: {
    lanes: { incident: 'Incidents', drift: 'Drift' },
    key: { alarm: 'alarm', open: 'not closed, or too close to call', settled: 'closed, or no alarm' },
    published: (release: string): string => `${release} published`,
    /** `Drift: 12 from 1 May 2026 to 3 June 2026, 2 alarms.` */
    lane: (name: string, n: number, first: Instant, last: Instant, alarms: number): string => `${name}: ${figure(n)} from ${longDay(first)} to ${longDay(last)}${alarms === 0 ? '' : `, ${count(alarms, 'alarm')}`}.`,
    alt: (lanes: readonly string[], release: string, published: Instant): string => `Time line. ${lanes.join(' ')} ${release} was published on ${longDay(published)}.`,
  },
  table: {
    label: subject,
    heads: { state: 'State', when: 'When', kind: 'Kind', what: 'What', evidence: 'Evidence', inFile: 'In the file' },
    kinds: { incident: 'Incident', drift: 'Drift' },
    /** A day that the file writes without its zone. */
    when: (at: Instant, zoneless: boolean): string => (zoneless ? `about ${shortDay(at)}` : shortDay(at)),
    zoneless: 'The file gives no time zone: the day may be off by one.',
    show: 'Show',
    showLabel: (text: string, title: string): string => `${text}: ${title} in the raw file`,
    about: (word: string, title: string, text: string | null): string => `${word}. ${title}.${text === null ? '' : ` ${text}`}`,
    none: 'Nothing is alarming or open.',
  },
  /** What is said of one. */
  noValue: 'no value',
  valueAndLimit: (value: string, limit: string): string => `${value}, limit ${limit}`,
  missed: 'Limit missed', noAlarm: alarmWords.no,
} as const;
