/**
 * Hazards as pipelines and spreadsheets hand them in: JSON or CSV, described in `docs/formats/hazards.md`. Both become the same
 * sorted {@link HazardRegister}; what a file leaves out is never filled in to its advantage (no residual score means the inherent one).
 */
import { z } from 'zod';
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { Hazard, Mitigation, Score, mitigationKinds, type HazardRegister } from './hazard.ts';
import { clip } from '../bytes/place.ts';
import { readStrict } from '../bytes/strict-json.ts';
import { schemaRefusal } from '../bytes/schema.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { ok, refuse, type Result } from '../result.ts';
import { ItemId, Line, Prose } from '../vocabulary.ts';

/** One hazard of a JSON file: only id, title and the inherent score must be there. */
export const HazardFileEntry = z.strictObject({
  id: ItemId,
  title: Line,
  effects: z.array(Line).max(50).default([]),
  causes: z.array(Line).max(50).default([]),
  owner: Line.nullable().default(null),
  inherent: Score,
  residual: Score.optional(),
  mitigations: z.array(z.strictObject({ ...Mitigation.shape, evidence: Mitigation.shape.evidence.default([]) })).max(100).default([]),
  evidence: z.array(ItemId).max(200).default([]),
  note: Prose.nullable().default(null),
});

/** A hazard file in JSON. */
export const HazardFile = z.strictObject({ format: z.literal(1), hazards: z.array(HazardFileEntry).max(100_000) });

/** The columns of a hazard file in CSV; the first five must be there, in any order. */
export const hazardColumns = [
  'id', 'title', 'severity', 'likelihood', 'detectability', 'residual_severity', 'residual_likelihood', 'residual_detectability',
  'effects', 'causes', 'owner', 'mitigations', 'evidence', 'note',
] as const;
type Column = (typeof hazardColumns)[number];
const needed: readonly Column[] = ['id', 'title', 'severity', 'likelihood', 'detectability'];

const maximumRows = 100_000;
const maximumBytes = 64 * 1024 * 1024;

/** Compares by code unit, so that the order is the same on every machine. */
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Sorts hazards and their links and checks that ids are unique: a hazard's within the register, a mitigation's within its hazard,
 * and one mitigation id always with the same title and kind.
 */
export function makeRegister(name: string, hazards: readonly Hazard[]): Result<HazardRegister> {
  const mitigations = new Map<string, Mitigation>();
  const sorted = [...hazards].sort(byId);
  for (const [index, hazard] of sorted.entries()) {
    if (sorted[index + 1]?.id === hazard.id) return refuse('dossier/duplicate-id', { name, id: hazard.id });
    const own = new Set<string>();
    for (const mitigation of hazard.mitigations) {
      const known = mitigations.get(mitigation.id);
      if (own.has(mitigation.id) || (known && (known.title !== mitigation.title || known.kind !== mitigation.kind))) return refuse('dossier/duplicate-id', { name, id: mitigation.id });
      own.add(mitigation.id);
      mitigations.set(mitigation.id, mitigation);
    }
  }
  return ok({
    format: 1, kind: 'hazard-register',
    hazards: sorted.map((hazard) => ({
      ...hazard,
      evidence: sortedIds(hazard.evidence),
      mitigations: hazard.mitigations.map((mitigation) => ({ ...mitigation, evidence: sortedIds(mitigation.evidence) })).sort(byId),
    })),
  });
}

const sortedIds = (ids: readonly ItemId[]): ItemId[] => [...new Set(ids)].sort();

/** The first hazard or mitigation that names evidence which the dossier does not hold; null where there is none. */
export function findBrokenLink(register: HazardRegister, evidence: ReadonlySet<string>): { readonly from: string; readonly to: string } | null {
  for (const hazard of register.hazards) {
    for (const [from, ids] of [[hazard.id, hazard.evidence], ...hazard.mitigations.map((mitigation) => [mitigation.id, mitigation.evidence] as const)] as const) {
      const to = ids.find((id) => !evidence.has(id));
      if (to !== undefined) return { from, to };
    }
  }
  return null;
}

/** Reads a hazard file: JSON where it begins with a brace, CSV otherwise. At most 64 MB. */
export function readHazards(name: string, bytes: Uint8Array): Result<HazardRegister> {
  const isJson = /^\s*[{[]/.test(new TextDecoder('utf-8').decode(bytes.subarray(0, 100)));
  if (isJson) {
    const file = readStrict(HazardFile, bytes, { name, maxBytes: maximumBytes, format: 1 });
    return file.ok ? makeRegister(name, file.value.hazards.map((hazard) => ({ ...hazard, residual: hazard.residual ?? hazard.inherent }))) : file;
  }
  if (bytes.length > maximumBytes) return refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: maximumBytes });
  const text = decodeUtf8(bytes, name);
  return text.ok ? hazardsFromCsv(name, text.value) : text;
}

/** Reads the text of a hazard file in CSV. Places are spreadsheet rows: the header is row 1. */
function hazardsFromCsv(name: string, text: string): Result<HazardRegister> {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, trim: true, max_record_size: 1_000_000, to: maximumRows + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse('input/schema', { name, place: `line ${error.lines ?? 1}`, expected: 'CSV with each quote closed', found: error.code });
  }
  const [header, ...records] = rows;
  if (header === undefined) return refuse('input/schema', { name, place: 'row 1', expected: `a header with ${needed.join(', ')}`, found: 'an empty file' });
  if (records.length > maximumRows) return refuse('input/schema', { name, place: `row ${maximumRows + 2}`, expected: `at most ${maximumRows} hazards`, found: 'more' });
  const columns = header.map((cell) => cell.toLowerCase());
  const unknown = columns.find((column) => !hazardColumns.includes(column as Column));
  if (unknown !== undefined) return refuse('input/schema', { name, place: 'row 1', expected: `columns among ${hazardColumns.join(', ')}`, found: clip(unknown) });
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) return refuse('input/schema', { name, place: 'row 1', expected: `a column ${missing}`, found: 'none' });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return refuse('input/schema', { name, place: 'row 1', expected: `one column ${twice}`, found: 'two' });

  const hazards: Hazard[] = [];
  for (const [index, cells] of records.entries()) {
    if (cells.length === 1 && cells[0] === '') continue;
    const row = `row ${index + 2}`;
    if (cells.length !== columns.length) return refuse('input/schema', { name, place: row, expected: `${columns.length} cells, as in the header`, found: String(cells.length) });
    const hazard = hazardOfRow(name, row, (column) => cells[columns.indexOf(column)] ?? '');
    if (!hazard.ok) return hazard;
    hazards.push(hazard.value);
  }
  return makeRegister(name, hazards);
}

function hazardOfRow(name: string, row: string, cell: (column: Column) => string): Result<Hazard> {
  const scores: Record<string, number> = {};
  const residualGiven = (['residual_severity', 'residual_likelihood', 'residual_detectability'] as const).some((column) => cell(column) !== '');
  for (const rated of ['severity', 'likelihood', 'detectability'] as const) {
    for (const column of residualGiven ? [rated, `residual_${rated}`] as const : [rated]) {
      const text = cell(column);
      if (!/^(?:[1-9]|10)$/.test(text)) return refuse('input/schema', { name, place: `${row}, column ${column}`, expected: 'a whole number from 1 to 10', found: text === '' ? 'nothing' : clip(text) });
      scores[column] = Number(text);
    }
  }
  const inherent = { severity: scores['severity'], likelihood: scores['likelihood'], detectability: scores['detectability'] };
  const mitigations = [];
  for (const text of listOf(cell('mitigations'))) {
    const parts = text.length > 2000 ? null : mitigationPattern.exec(text);
    if (!parts) return refuse('input/schema', { name, place: `${row}, column mitigations`, expected: `entries such as M-001 protect: what it does [E-001 E-002], the kind being one of ${mitigationKinds.join(', ')}`, found: text === '' ? 'nothing' : clip(text) });
    mitigations.push({ id: parts[1], kind: parts[2], title: parts[3], evidence: (parts[4] ?? '').split(/[\s,]+/).filter((id) => id !== '') });
  }
  const candidate = {
    id: cell('id'), title: cell('title'), effects: listOf(cell('effects')), causes: listOf(cell('causes')), owner: cell('owner') || null, inherent,
    residual: residualGiven ? { severity: scores['residual_severity'], likelihood: scores['residual_likelihood'], detectability: scores['residual_detectability'] } : inherent,
    mitigations, evidence: listOf(cell('evidence')), note: cell('note') || null,
  };
  const hazard = Hazard.safeParse(candidate);
  if (hazard.success) return ok(hazard.data);
  const refusal = schemaRefusal(name, hazard.error, candidate);
  const column = String(hazard.error.issues[0]!.path[0]);
  const params = refusal.trouble.params as { expected: string; found: string };
  return refuse('input/schema', { name, place: `${row}, column ${column}`, expected: params.expected, found: params.found });
}

const mitigationPattern = new RegExp(`^(\\S+)\\s+(${mitigationKinds.join('|')}):\\s*([^\\[\\]]*[^\\[\\]\\s])\\s*(?:\\[([^\\[\\]]*)\\])?$`);

/** Entries of one cell: separated by `|` where the cell has one, by `;` otherwise. */
function listOf(text: string): string[] {
  return text.split(text.includes('|') ? '|' : ';').map((entry) => entry.trim()).filter((entry) => entry !== '');
}
