/** Tables, cells and GraphQL answers of the AI Incident Database as plain rows; for the reader in `aiid.ts`. */
import { isList, isObject, jsonPath, readJsonLine, type Json, type JsonObject } from './json-text.ts';
import { clip } from './reader.ts';
import type { TableRow } from './table-text.ts';

export type AiidTable = 'incidents' | 'duplicates' | 'classifications' | 'samples' | 'reports';

/** Which of the database's tables has these columns. */
export function tableKind(columns: readonly string[]): AiidTable | null {
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  if (has('duplicate_incident_number', 'true_incident_number')) return 'duplicates';
  if (has('report_number', 'source_domain', 'url')) return 'reports';
  if (has('incident_id', 'date', 'title') && columns.some((name) => /^Alleged ?(?:deployer|developer|harmed)/i.test(name) || name === 'reports')) return 'incidents';
  if (has('Namespace', 'Incident ID')) return 'classifications';
  return has('Incident ID', 'AIID URL') ? 'samples' : null;
}

/** A cell as text: `ObjectId(...)` is what it wraps. */
export const cellOf = (row: TableRow, column: string): string => row.cell(column).trim().replace(/^ObjectId\("?([^")]*)"?\)$/, '$1');

/** The texts of a cell that holds a JSON list; null for any other cell. */
export function listOf(cell: string): readonly string[] | null {
  const text = cell.trim();
  if (!text.startsWith('[')) return null;
  const json = readJsonLine('aiid', 'cell', text, 1);
  return json.ok && isList(json.value.value) ? json.value.value.map(textOfItem).filter((one) => one !== '') : null;
}

const textOfItem = (value: Json): string => (isObject(value) ? textOfItem(value['name'] ?? value['entity_id'] ?? null) : value === null ? '' : isList(value) ? value.map(textOfItem).join(' ') : String(value));

/** The names in the first of the columns that has any. */
export function namesOf(row: TableRow, columns: readonly string[], warn: (text: string) => void): string {
  for (const column of columns) {
    const cell = cellOf(row, column);
    if (cell === '') continue;
    const list = listOf(cell);
    if (list === null && cell.startsWith('[')) warn(`${column} is no JSON list: ${clip(cell, 60)}. It is kept as text.`);
    return list === null ? cell : list.join(', ');
  }
  return '';
}

export interface AiidRows {
  readonly incidents: readonly { readonly path: string; readonly about: { readonly number: string; readonly title: string; readonly date: string; readonly description: string; readonly deployer: string; readonly developer: string; readonly harmed: string; readonly reports: number | null } }[];
  readonly reports: readonly { readonly path: string; readonly hasText: boolean; readonly about: { readonly number: string; readonly title: string; readonly url: string; readonly date: string; readonly source: string; readonly incident: string } }[];
}

const plain = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');
const isIncident = (value: Json): value is JsonObject => isObject(value) && 'incident_id' in value && ('title' in value || 'date' in value || 'reports' in value);
const isReport = (value: Json): value is JsonObject => isObject(value) && 'report_number' in value && ('title' in value || 'source_domain' in value || 'date_published' in value);

/** The incidents and reports of a GraphQL answer, whatever its query was called; null where there are none. */
export function jsonRows(value: JsonObject): AiidRows | null {
  const data = value['data'];
  if (!isObject(data)) return null;
  const incidents: AiidRows['incidents'][number][] = [];
  const reports: AiidRows['reports'][number][] = [];
  const seen = new Set<string>();
  const addReport = (one: JsonObject, path: readonly (string | number)[], incident: string): void => {
    const number = plain(one['report_number']);
    // A report of several incidents comes with each of them.
    if (incident !== '' && number !== '' && seen.has(number)) return;
    seen.add(number);
    reports.push({
      path: jsonPath(path), hasText: ['text', 'plain_text', 'description'].some((name) => plain(one[name]) !== ''),
      about: { number, title: plain(one['title']), url: plain(one['url']), date: plain(one['date_published']), source: plain(one['source_domain']), incident },
    });
  };
  for (const [name, member] of Object.entries(data)) {
    for (const [index, one] of (isList(member) ? member : [member]).entries()) {
      const path = isList(member) ? ['data', name, index] : ['data', name];
      if (isIncident(one)) {
        const names = (key: string): string => { const list = one[key]; return isList(list) ? list.map(textOfItem).filter((text) => text !== '').join(', ') : plain(list); };
        const number = plain(one['incident_id']);
        const list = isList(one['reports']) ? one['reports'] : null;
        incidents.push({
          path: jsonPath(path),
          about: { number, title: plain(one['title']), date: plain(one['date']), description: plain(one['description']), deployer: names('AllegedDeployerOfAISystem'), developer: names('AllegedDeveloperOfAISystem'), harmed: names('AllegedHarmedOrNearlyHarmedParties'), reports: list?.length ?? null },
        });
        for (const [at, report] of (list ?? []).entries()) if (isReport(report)) addReport(report, [...path, 'reports', at], number);
      } else if (isReport(one)) addReport(one, path, '');
    }
  }
  return incidents.length + reports.length === 0 ? null : { incidents, reports };
}
