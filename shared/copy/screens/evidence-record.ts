/** What a piece of evidence holds and where it comes from: its entries, its lineage, its files, run and subject, and a raw file beside it. */
import type { Evidence, LineageItem } from '../../dossier/evidence.ts';
import { dateTime } from '../date.ts';
import { completenessWords, subjectMatchWords } from '../evidence.ts';
import { count, figure, listUpTo, sentenceStart, size } from '../number.ts';
import { slot, type Parts } from '../parts.ts';

const runAndSubject = 'Run and subject';

export const evidenceRecordWords = {
  entries: {
    heads: { state: 'State', id: 'Id', type: 'Type', argument: 'Argument', when: 'When' },
    /** `Test cases: 3 of 120 failed`. */
    head: (many: string, open: string): string => `${sentenceStart(many)}: ${open}`,
    /** Of an argument: how deep a node lies, for who can't see it indented. */
    level: (level: number): string => `Level ${figure(level)}.`,
    node: (type: string, id: string): string => `${type} ${id}`,
    again: 'shown above',
    /** `106 more rows, 2 of them open.` */
    more: (left: number, open: number): string => `${count(left, 'more row')}${open === 0 ? '' : `, ${figure(open)} of them open`}.`,
    links: (kind: string): Parts<'ids'> => [`${kind} `, slot('ids')],
    rest: 'Show the rest',
  },
  lineage: {
    label: 'Lineage',
    heads: { check: 'Against the file', path: 'Object', use: 'Use', size: 'Size', hash: 'Hash' },
    head: (objects: number, steps: number): string => `Lineage: ${count(objects, 'object')}${steps === 0 ? '' : ` in ${count(steps, 'step')}`}`,
    counts: {
      'matches': (n: number): string => `${figure(n)} ${n === 1 ? 'matches' : 'match'}`, 'differs': (n: number): string => `${figure(n)} ${n === 1 ? 'differs' : 'differ'} from the file`, 'not-at-hand': (n: number): string => `${figure(n)} not at hand`,
    } satisfies Record<LineageItem['check'], (n: number) => string>,
    /** What some of the hashes can't prove, said once: `5 of 10 hashes. MD5 only: no proof of integrity.` */
    caveat: (n: number, hashes: number, caveat: string): string => (hashes === 1 ? `The one hash. ${caveat}` : n === hashes ? `All ${figure(hashes)} hashes. ${caveat}` : `${figure(n)} of ${figure(hashes)} hashes. ${caveat}`),
    noStep: 'Outside any step',
    more: (left: number): string => `${count(left, 'more object')}.`,
    about: (path: string, algorithm: string, hash: string, caveat: string | null): string => `${path}: ${algorithm} ${hash}.${caveat === null ? '' : ` ${caveat}`}`,
  },
  warnings: { label: 'Warnings', head: (n: number): string => `${count(n, 'warning')} of the reader` },
  files: { label: 'Raw files', head: (n: number): string => (n === 1 ? 'Raw file' : 'Raw files'), more: (left: number): string => `${count(left, 'more file')}.` },
  run: {
    head: runAndSubject,
    rows: { run: 'Run', commit: 'Commit', subject: 'Subject', data: 'Data', reader: 'Read by', neutral: 'Neutral form' },
    /** `Complete; started 3 March 2026, 08:00 UTC; seed 7`. */
    run: ({ completeness, startedAt, endedAt, seeds, sampleLimit }: Evidence['run']): string => [
      completenessWords[completeness],
      ...(startedAt === null && endedAt === null ? [] : [[...(startedAt === null ? [] : [`started ${dateTime(startedAt)}`]), ...(endedAt === null ? [] : [`ended ${dateTime(endedAt)}`])].join(', ')]),
      ...(seeds.length === 0 ? [] : [`${seeds.length === 1 ? 'seed' : 'seeds'} ${listUpTo(seeds.map(String), 8)}`]), ...(sampleLimit === null ? [] : [`limited to ${count(sampleLimit, 'sample')}`]),
    ].join('; '),
    subject: ({ modelName, modelVersionOrDigest, matchToArtifact }: Evidence['subject']): string => `${modelName ?? 'Not named'}${modelVersionOrDigest === null ? '' : `, ${modelVersionOrDigest}`}. ${subjectMatchWords[matchToArtifact]}.`,
    data: ({ name, split, versionOrDigest, n }: Exclude<Evidence['dataset'], null>): string => [name, split, versionOrDigest, n === null ? null : `n = ${figure(n)}`].filter((part) => part !== null).join(', '),
    reader: ({ reader, readerVersion, format, formatVersion, tool, toolVersion }: Evidence['source']): string => `${reader}, version ${readerVersion}, as ${format}${formatVersion === null ? '' : ` ${formatVersion}`}${tool === null ? '' : `, written by ${tool}${toolVersion === null ? '' : ` ${toolVersion}`}`}`,
    neutralOf: (id: string): string => `the neutral form of ${id}`,
    /** What the file, or the release team, says that it is about. */
    named: { hazardIds: 'Hazards named', mitigationIds: 'Mitigations named', claimIds: 'Claims named', incidentIds: 'Incidents named' } satisfies Record<keyof Evidence['links'], string>,
  },
} as const;

/** A raw file beside the evidence that was read from it. */
export const rawFileWords = {
  title: (evidence: string): string => `${evidence} raw file`,
  keys: 'Raw file',
  choose: 'Raw file',
  save: 'Save file',
  saved: (name: string): string => `Saved as ${name}, byte for byte.`,
  notHere: (evidence: string): string => `The latest revision has no ${evidence}.`,
  opening: (name: string): string => `Opening ${name}…`,
  notText: 'This file isn’t text, so it isn’t shown here. Save it, and read it in a program of your own: it is byte for byte what the release team packed.',
  /** Of a long file. */
  part: (shownBytes: number, sizeBytes: number): string => `The first ${size(shownBytes)} of ${size(sizeBytes)} are shown. The whole file is saved.`,
  lines: (name: string, lines: number): string => `${name}, ${count(lines, 'line')}`,
  place: {
    nowhere: (text: string, of: string): string => `Neither “${text === '' ? of : text}” nor its name stands in the text shown: the reader worked ${of} out from the file.`,
    /** Only what it is of was found. */
    named: (text: string, line: number): Parts<'name'> => [`${text === '' ? 'The file gives no text for it.' : `“${text}” doesn’t stand in this file: the reader worked it out.`} Line ${figure(line)} names `, slot('name'), '.'],
    says: (line: number, of: string, sure: boolean): Parts<'text'> => [`Line ${figure(line)} says `, slot('text'), sure ? ` for ${of}.` : `, most likely for ${of}.`],
  },
  find: {
    label: 'Find in this file', keys: 'Ctrl F',
    none: 'Not in the text shown',
    /** `isLeast`: there may be more places than were sought. */
    place: (place: number, of: number, isLeast: boolean): string => (isLeast ? `${figure(place)} of at least ${count(of, 'place')}` : `${figure(place)} of ${count(of, 'place')}`),
    previous: 'Previous place', next: 'Next place',
  },
} as const;
