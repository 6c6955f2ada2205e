/**
 * The AI Incident Database (incidentdatabase.ai; github.com/responsible-ai-collaborative/aiid): the tables of its weekly snapshots (incidents,
 * duplicates, one of classifications for each taxonomy), its table of sample classifications, and answers of its GraphQL interface as JSON.
 *
 * Cells hold JSON lists and `ObjectId(...)`. A retired id is a duplicate of another: it stays as a closed entry that leads to the true one, and isn't
 * counted. An incident may be classified by several taxonomies, each under its namespace, and nothing is merged between them. The texts of
 * reports are not covered by the database's licence: they are left out, with a warning. An extract can't be told from the whole, so its
 * completeness is unknown.
 */
import { cellOf, jsonRows, listOf, namesOf, tableKind, type AiidRows } from './aiid-rows.ts';
import { clip, entry, evidenceOf, instantAt, measurement, unreadable, warning, type EvidenceFile, type FileHead, type Reader } from './reader.ts';
import { isObject, readJson, seeJson } from './json-text.ts';
import { readTable, seeColumns, type TableRow } from './table-text.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'aiid';
const mostEntries = 20_000;

export const aiid: Reader = {
  id, version: 1, title: 'AI Incident Database', kind: 'incident', files: 'the CSV tables of one folder around one of incidents; or one CSV table, or GraphQL JSON, by itself',
  measures: '`incidents`, `duplicates`, `classifications`, `reports`, each a count',
  gather: gatherTables,
  detect(files) {
    if (files.length === 0) return 'no';
    const kinds = files.map((file) => tableKind(seeColumns(file)));
    if (files.length > 1) return kinds.every((kind) => kind !== null) && kinds.filter((kind) => kind === 'incidents').length === 1 ? 'yes' : 'no';
    if (kinds[0] !== null) return 'yes';
    const value = seeJson(files[0]!);
    return isObject(value) && jsonRows(value) !== null ? 'yes' : 'no';
  },
  read(files, answers) {
    const warnings: Warning[] = [];
    const all = new Collected(warnings);
    for (const file of files) {
      const done = readInto(all, file, warnings);
      if (!done.ok) return done;
    }
    const { entries, incidentIds, counts } = all.finish();
    const name = files[0]!.name;
    if (all.texts > 0) warnings.push(warning('report-text', name, `The ${all.texts === 1 ? 'text of one report is' : `texts of ${all.texts} reports are`} left out: the licence of the database does not cover what reports say.`));
    if (entries.length > mostEntries) warnings.push(warning('left-out', name, `${entries.length - mostEntries} of ${entries.length} entries are left out.`));
    if (incidentIds.length > 1000) warnings.push(warning('left-out', name, `${incidentIds.length - 1000} of ${incidentIds.length} incident ids are left out of the links.`));
    const results: Measurement[] = [
      ...(all.hasIncidents ? [measurement({ metric: 'incidents', value: counts.incidents, rawText: `${counts.incidents} incidents`, unit: 'count', direction: 'lower' })] : []),
      ...(['duplicates', 'classifications', 'reports'] as const).flatMap((metric) => (counts[metric] === 0 && !all.has.has(metric) ? [] : [measurement({ metric, value: counts[metric], rawText: `${counts[metric]} rows`, unit: 'count', direction: 'unknown' })])),
    ];
    const facts = [
      { name: 'licence', value: 'AI Incident Database: CC BY-SA 4.0 unless otherwise noted; report contents have rights of their own.' },
      ...(all.taxonomies.size === 0 ? [] : [{ name: 'taxonomies', value: clip([...all.taxonomies].join(', '), 2000) }]),
    ];
    return ok({
      evidence: evidenceOf(aiid, files, answers, {
        source: { tool: 'AI Incident Database' }, results, facts, warnings, entries: entries.slice(0, mostEntries), verdict: 'none',
        links: { hazardIds: [], mitigationIds: [], claimIds: [], incidentIds: incidentIds.slice(0, 1000) },
      }),
      questions: [],
    });
  },
};

const folderOf = (name: string): string => name.replace(/[^/]*$/, '');
const columnsOf = (head: string): readonly string[] => (head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** The tables of a folder, where exactly one of them is of incidents. */
function gatherTables(files: readonly FileHead[]): readonly (readonly string[])[] {
  const folders = new Map<string, { readonly name: string; readonly kind: string }[]>();
  for (const { name, head } of files) {
    const kind = tableKind(columnsOf(head));
    if (kind === null) continue;
    const folder = folderOf(name);
    folders.set(folder, [...(folders.get(folder) ?? []), { name, kind }]);
  }
  return [...folders.values()].flatMap((tables) => (tables.length > 1 && tables.filter(({ kind }) => kind === 'incidents').length === 1 ? [tables.map(({ name }) => name)] : []));
}

function readInto(all: Collected, file: EvidenceFile, warnings: Warning[]): Result<null> {
  const kind = tableKind(seeColumns(file));
  if (kind === null) {
    const json = readJson(id, file);
    if (!json.ok) return seeJson(file) === undefined ? unreadable(id, file.name, 'line 1', 'a table of incidents, duplicates, classifications or reports, or JSON with incidents', 'something else') : json;
    const rows = isObject(json.value.value) ? jsonRows(json.value.value) : null;
    if (rows === null) return unreadable(id, file.name, '$.data', 'incidents or reports', 'none');
    warnings.push(...json.value.warnings);
    all.json(rows, file.name);
    return ok(null);
  }
  const table = readTable(id, file);
  if (!table.ok) return table;
  all.has.add(kind === 'samples' ? 'classifications' : kind);
  if (kind === 'incidents') all.hasIncidents = true;
  for (const row of table.value.rows) all[kind](row, `${file.name}, line ${row.line}`, table.value.columns);
  return ok(null);
}

interface Incident { title: string | null; date: string | null; readonly lines: string[]; readonly classes: string[]; isIncident: boolean }

/** What all files of a piece say, by incident. */
class Collected {
  hasIncidents = false;
  texts = 0;
  readonly has = new Set<string>();
  readonly taxonomies = new Set<string>();
  private readonly incidentsById = new Map<string, Incident>();
  private readonly trueIds = new Map<string, string>();
  private readonly reportEntries: Entry[] = [];
  private readonly reportIds = new Set<string>();
  private classified = 0;
  private reported = 0;
  private warned = 0;
  private readonly list: Warning[];

  constructor(list: Warning[]) {
    this.list = list;
  }

  private warn(code: string, place: string, text: string): void {
    if (this.warned++ < 200) this.list.push(warning(code, place, text));
  }

  private incident(number: string, place: string): Incident {
    const key = clip(number.trim(), 100);
    if (key === '') this.warn('no-id', place, 'This row names no incident.');
    const held = this.incidentsById.get(key);
    if (held !== undefined) return held;
    const made: Incident = { title: null, date: null, lines: [], classes: [], isIncident: false };
    this.incidentsById.set(key, made);
    return made;
  }

  private about(one: Incident, parts: { title: string; date: string; description: string; deployer: string; developer: string; harmed: string; reports: number | null }, place: string): void {
    if (one.isIncident) this.warn('repeated', place, 'The incident is there twice; the first is kept.');
    else {
      one.isIncident = true;
      one.title ??= parts.title === '' ? null : parts.title;
      one.date = parts.date === '' ? null : parts.date;
      for (const [name, value] of [['', parts.description], ['Date: ', parts.date], ['Alleged deployer: ', parts.deployer], ['Alleged developer: ', parts.developer], ['Alleged harmed or nearly harmed: ', parts.harmed], ['Reports: ', parts.reports === null ? '' : String(parts.reports)]] as const) if (value !== '') one.lines.push(`${name}${clip(value, 4000)}`);
    }
  }

  incidents(row: TableRow, place: string): void {
    const list = (...columns: readonly string[]): string => namesOf(row, columns, (text) => this.warn('not-a-list', place, text));
    const reports = listOf(row.cell('reports'));
    this.about(this.incident(cellOf(row, 'incident_id'), place), {
      title: cellOf(row, 'title'), date: cellOf(row, 'date'), description: cellOf(row, 'description'), reports: reports === null ? null : reports.length,
      deployer: list('Alleged deployer of AI system', 'AllegedDeployerOfAISystem', 'deployers'), developer: list('Alleged developer of AI system', 'AllegedDeveloperOfAISystem', 'developers'), harmed: list('Alleged harmed or nearly harmed parties', 'AllegedHarmedOrNearlyHarmedParties', 'harmed parties'),
    }, place);
  }

  duplicates(row: TableRow, place: string): void {
    const [retired, kept] = [clip(cellOf(row, 'duplicate_incident_number'), 100), clip(cellOf(row, 'true_incident_number'), 100)];
    if (retired === '' || kept === '' || retired === kept) this.warn('no-id', place, 'This row does not lead from one incident to another.');
    else if (this.trueIds.has(retired) && this.trueIds.get(retired) !== kept) this.warn('repeated', place, `Incident ${retired} is retired twice, for different incidents; the first is kept.`);
    else this.trueIds.set(retired, kept);
  }

  classifications(row: TableRow, place: string, columns: readonly string[]): void {
    const taxonomy = cellOf(row, 'Namespace') || 'no taxonomy';
    this.taxonomies.add(clip(taxonomy, 100));
    this.classified++;
    const parts: string[] = [];
    for (const [index, column] of columns.entries()) {
      if (['Namespace', 'Incident ID', 'Published', '_id', ''].includes(column) || parts.length >= 20) continue;
      const cell = row.cells[index] ?? '';
      const value = listOf(cell)?.join(', ') ?? cellOf(row, column);
      if (value !== '' && value.length <= 200) parts.push(`${column}: ${value}`);
    }
    const draft = /^false$/i.test(row.cell('Published').trim()) ? ' (not published)' : '';
    const { classes } = this.incident(cellOf(row, 'Incident ID'), place);
    if (classes.length < 30) classes.push(`Classified by ${clip(taxonomy, 100)}${draft}. ${parts.join('; ')}`);
  }

  /** The table of sample classifications repeats the incident itself. */
  samples(row: TableRow, place: string): void {
    this.classified++;
    this.taxonomies.add('sample classification');
    const list = (column: string): string => namesOf(row, [column], (text) => this.warn('not-a-list', place, text));
    const one = this.incident(cellOf(row, 'Incident ID'), place);
    const link = cellOf(row, 'AIID URL');
    if (one.lines.length === 0) for (const [name, value] of [['', cellOf(row, 'Summary')], ['Alleged deployer: ', list('Alleged deployer')], ['Alleged developer: ', list('Alleged developer')], ['Alleged harmed: ', list('Alleged harmed parties')], ['', link]] as const) if (value !== '') one.lines.push(`${name}${clip(value, 4000)}`);
    one.date ??= cellOf(row, 'Date') || null;
    const parts = ['Risk Domain', 'Risk Subdomain', 'Entity', 'Intent', 'Timing', 'Confidence', 'EU AI Act Risk Classification', 'Highest Severity Score (in any single category)', 'Sum of Direct Severity Scores'].flatMap((column) => { const value = cellOf(row, column); return value === '' || value.length > 200 ? [] : [`${column}: ${value}`]; });
    if (one.classes.length < 30) one.classes.push(`Classified in the sample. ${parts.join('; ')}`);
  }

  reports(row: TableRow, place: string): void {
    if (['text', 'plain_text', 'description'].some((column) => cellOf(row, column) !== '')) this.texts++;
    this.report({ number: cellOf(row, 'report_number'), title: cellOf(row, 'title'), url: cellOf(row, 'url'), date: cellOf(row, 'date_published'), source: cellOf(row, 'source_domain'), incident: cellOf(row, 'incident_id') }, place);
  }

  private report({ number, title, url, date, source, incident }: AiidRows['reports'][number]['about'], place: string): void {
    this.reported++;
    if (this.reportEntries.length >= mostEntries) return;
    let name = `report ${clip(number, 100) || '?'}`;
    if (this.reportIds.has(name)) { this.warn('repeated', place, `${name} is there twice.`); name = `${name} (${this.reported})`; }
    this.reportIds.add(name);
    const text = [url, source === '' ? '' : `Source: ${source}`, date === '' ? '' : `Published: ${date}`].filter((part) => part !== '').join('\n');
    this.reportEntries.push(entry({ id: name, type: 'evidence', title: clip(title, 500) || name, text, at: dayAt(date), links: incident === '' ? [] : [{ to: clip(incident, 100), as: 'about' }] }));
  }

  json({ incidents, reports }: AiidRows, name: string): void {
    if (incidents.length > 0) this.hasIncidents = true;
    for (const { path, about } of incidents) this.about(this.incident(about.number, `${name}, ${path}`), about, `${name}, ${path}`);
    if (reports.length > 0) this.has.add('reports');
    for (const { path, about, hasText } of reports) {
      if (hasText) this.texts++;
      this.report(about, `${name}, ${path}`);
    }
  }

  /** Where an id leads after all duplicates; ids that lead in a circle stay as they are. */
  private trueOf(number: string): string {
    const seen = new Set<string>();
    for (let at = number; ; at = this.trueIds.get(at)!) {
      if (!this.trueIds.has(at)) return at;
      if (seen.has(at) || seen.size > 100) return number;
      seen.add(at);
    }
  }

  finish(): { readonly entries: readonly Entry[]; readonly incidentIds: readonly string[]; readonly counts: Readonly<Record<'incidents' | 'duplicates' | 'classifications' | 'reports', number>> } {
    const retired = new Map<string, string>();
    for (const number of this.trueIds.keys()) {
      const kept = this.trueOf(number);
      if (kept === number) this.warn('circle', `incident ${number}`, 'Its duplicates lead back to itself, so it is kept.');
      else retired.set(number, kept);
    }
    // What is said of a retired id is said of the incident that it is a duplicate of.
    for (const [number, kept] of retired) {
      const classes = this.incidentsById.get(number)?.classes ?? [];
      if (classes.length > 0) this.incident(kept, `incident ${number}`).classes.push(...classes.splice(0).map((line) => `${line} (classified as incident ${number})`));
    }
    const live = [...this.incidentsById].filter(([number]) => number !== '' && !retired.has(number));
    const entries = [
      ...live.map(([number, one]) => entry({ id: number, type: 'incident', title: one.title ?? `Incident ${number}`, text: clip([...one.lines, ...one.classes].join('\n'), 19_000), at: dayAt(one.date ?? '') })),
      ...[...retired].map(([number, kept]) => entry({ id: number, type: 'incident', title: this.incidentsById.get(number)?.title ?? `Incident ${number}`, text: `Retired: a duplicate of incident ${kept}.`, state: 'closed', stateRaw: `duplicate of ${kept}`, links: [{ to: kept, as: 'same-as' }], at: dayAt(this.incidentsById.get(number)?.date ?? '') })),
      ...this.reportEntries,
    ];
    const incidents = live.filter(([, one]) => one.isIncident).length;
    const named = live.length > 0 ? live.map(([number]) => number) : [...new Set(retired.values())];
    return { entries, incidentIds: named, counts: { incidents, duplicates: retired.size, classifications: this.classified, reports: this.reported } };
  }
}

/** A day as the instant at which it begins in UTC: `2017-11-08`, or month first as the sample writes it. */
function dayAt(text: string): Entry['at'] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text.trim());
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const day = iso !== null ? `${iso[1]}-${iso[2]}-${iso[3]}` : us !== null ? `${us[3]}-${us[1]!.padStart(2, '0')}-${us[2]!.padStart(2, '0')}` : null;
  return day === null ? null : instantAt(Date.parse(`${day}T00:00:00Z`));
}
