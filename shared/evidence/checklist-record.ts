/**
 * Countersign's own record of an answered checklist: an article, a control or a subcategory for each item, and how the release stands to it.
 * YAML or JSON, described in `docs/formats/checklist-record.md`; `countersign init --checklist` writes one with every item open. Unknown names
 * are refused with their line.
 *
 * A filled form proves nothing by itself, so nothing in it is a pass (rule E-1): an unmet item fails, one that is open or met in part leaves
 * the record inconclusive, and so do items of a shipped checklist that the record leaves out. Traps: “not applicable” is the easy way out and
 * needs a note; “met” without a note or evidence is a bare claim; an answer that nobody signed or dated is told.
 */
import { z } from 'zod';
import { itemsOfChecklist } from './checklist-template.ts';
import { isOwnFile, readOwnFile, type OwnFile } from './own-file.ts';
import { clip, entry, evidenceOf, measurement, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok } from '../result.ts';
import { Day, Line, Prose } from '../vocabulary.ts';
import type { Entry, EntryState, Evidence, Warning } from '../dossier/evidence.ts';

const id = 'checklist-record';
export const checklistAnswers = ['met', 'partly', 'not-met', 'not-applicable', 'open'] as const;
type Answer = (typeof checklistAnswers)[number];

export const ChecklistRecordFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('checklist-record'),
  checklist: Line,
  version: Line,
  /** Null while nothing is answered. */
  answeredOn: Day.nullable().default(null),
  answeredBy: Line.nullable().default(null),
  items: z.array(z.strictObject({
    id: Line,
    text: z.string().min(1).max(2000).nullable().default(null),
    answer: z.enum(checklistAnswers),
    note: Prose.nullable().default(null),
    evidence: z.array(Line).max(100).default([]),
    hazards: z.array(Line).max(100).default([]),
  })).min(1).max(5000),
});
export type ChecklistRecordFile = z.infer<typeof ChecklistRecordFile>;

const states: Readonly<Record<Answer, EntryState>> = { 'met': 'passed', 'partly': 'gap', 'not-met': 'failed', 'not-applicable': 'skipped', 'open': 'gap' };
const metrics = { met: 'met', partly: 'partly', not_met: 'not-met', not_applicable: 'not-applicable', open: 'open' } as const satisfies Record<string, Answer>;
const directions = { met: 'higher', partly: 'lower', not_met: 'lower', not_applicable: 'unknown', open: 'lower' } as const;

export const checklistRecord: Reader = {
  id, version: 1, title: 'Countersign checklist record', kind: 'argument', files: 'one YAML or JSON file',
  measures: '`met`, `partly`, `not_met`, `not_applicable`, `open`, each a count of items; a filled form never passes by itself',
  detect: (files) => (files.length === 1 && isOwnFile(files[0]!, id) ? 'yes' : 'no'),
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one file with kind: checklist-record', files.map(({ name }) => name).join(', '));
    const read = readOwnFile(id, file, ChecklistRecordFile);
    if (!read.ok) return read;
    const seen = new Set<string>();
    for (const [index, item] of read.value.value.items.entries()) {
      if (seen.has(item.id)) return unreadable(id, file.name, read.value.placeOf(['items', index, 'id']), `${clip(JSON.stringify(item.id), 80)} once`, 'it twice');
      seen.add(item.id);
    }
    return ok(readingOf(file, read.value, answers));
  },
};

function readingOf(file: EvidenceFile, read: OwnFile<ChecklistRecordFile>, answers: Answers): Reading {
  const { value: record } = read;
  const warnings = [...read.warnings, ...doubts(file, read)];
  const count = (answer: Answer): number => record.items.filter((item) => item.answer === answer).length;
  const total = record.items.length;
  const whole = itemsOfChecklist(record.checklist, record.version);
  const isShort = whole !== null && total < whole;
  const hazards = [...new Set(record.items.flatMap((item) => item.hazards))];
  if (hazards.length > 1000) warnings.push(warning('left-out', file.name, `${hazards.length - 1000} hazards are not linked.`));
  const isUnsettled = count('open') + count('partly') > 0 || isShort;
  return {
    evidence: evidenceOf(checklistRecord, [file], answers, {
      source: { formatVersion: '1' }, warnings, entries: record.items.map(entryOf),
      results: Object.entries(metrics).map(([metric, answer]) => measurement({ metric, value: count(answer), rawText: `${count(answer)} of ${total}`, unit: 'count', direction: directions[metric as keyof typeof directions] })),
      run: { completeness: isShort || count('open') > 0 ? 'partial' : whole === null ? 'unknown' : 'complete' },
      links: { hazardIds: hazards.slice(0, 1000), mitigationIds: [], claimIds: [], incidentIds: [] },
      facts: factsOf(record, whole), verdict: count('not-met') > 0 ? 'fail' : isUnsettled ? 'inconclusive' : 'none', verdictBasis: 'computed',
    }),
    questions: [],
  };
}

/** What a reader should not take at its word. */
function doubts(file: EvidenceFile, { value: record, placeOf }: OwnFile<ChecklistRecordFile>): Warning[] {
  const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
  const warnings: Warning[] = [];
  let left = 0;
  const told = (index: number, code: string, text: string): void => {
    if (warnings.length < 500) warnings.push(warning(code, `${file.name}, ${placeOf(['items', index, 'answer'])}`, text));
    else left++;
  };
  for (const [index, item] of record.items.entries()) {
    const name = clip(item.id, 100);
    if (item.answer === 'not-applicable' && isBlank(item.note)) told(index, 'not-applicable-without-note', `${name} is said not to apply, and the note doesn't say why.`);
    if (item.answer === 'met' && isBlank(item.note) && item.evidence.length === 0) told(index, 'met-without-basis', `${name} is said to be met, with neither evidence nor a note.`);
  }
  if (left > 0) warnings.push(warning('left-out', file.name, `${left} more warnings of this kind are not listed.`));
  const answered = record.items.filter((item) => item.answer !== 'open').length;
  if (answered > 0 && (record.answeredOn === null || record.answeredBy === null)) {
    const missing = record.answeredOn !== null ? 'by whom' : record.answeredBy !== null ? 'when' : 'when and by whom';
    warnings.push(warning('not-attributed', file.name, `The record doesn't say ${missing} its ${answered} answers were given.`));
  }
  const whole = itemsOfChecklist(record.checklist, record.version);
  if (whole !== null && record.items.length !== whole) {
    const code = record.items.length < whole ? 'items-missing' : 'items-added';
    warnings.push(warning(code, `${file.name}, ${placeOf(['items'])}`, `The record holds ${record.items.length} items; ${clip(record.checklist, 100)} ${clip(record.version, 40)} has ${whole}.`));
  }
  if (whole === null) warnings.push(warning('checklist-unknown', `${file.name}, ${placeOf(['checklist'])}`, `${clip(record.checklist, 100)} ${clip(record.version, 40)} is no checklist that comes with Countersign, so nobody can say whether items were left out.`));
  return warnings;
}

const entryOf = (item: ChecklistRecordFile['items'][number]): Entry => entry({
  id: item.id, type: 'checklist-item', title: item.text ?? item.id, text: item.note, state: states[item.answer], stateRaw: item.answer,
  links: [...item.evidence.map((to) => ({ to, as: 'supported-by' as const })), ...item.hazards.map((to) => ({ to, as: 'about' as const }))],
});

const factsOf = (record: ChecklistRecordFile, whole: number | null): Evidence['facts'] => [
  { name: 'checklist', value: record.checklist }, { name: 'checklist version', value: record.version },
  { name: 'answered on', value: record.answeredOn ?? 'not stated' }, { name: 'answered by', value: record.answeredBy ?? 'not stated' },
  { name: 'items', value: whole === null ? `${record.items.length}` : `${record.items.length} of ${whole}` },
];
