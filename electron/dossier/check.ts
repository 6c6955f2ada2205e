/** Checks the dossier that a `dossier.yaml` describes, and finds for each thing that is missing the file and line where it is to be mended. */
import { join, dirname } from 'node:path';
import { checkText } from '../../shared/copy/check.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import type { Evidence } from '../../shared/dossier/evidence.ts';
import type { Threshold } from '../../shared/dossier/threshold.ts';
import { checkDossier, type CheckedPiece, type CheckFinding, type CheckLevel, type CheckRule } from '../../shared/evidence/check.ts';
import { judgeEvidence } from '../../shared/evidence/judge.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Day, DossierId } from '../../shared/vocabulary.ts';
import { archiveLimits } from './archive.ts';
import { namedPieces, type DescribedDossier } from './dossier-file.ts';
import { readDossier, type PackPorts, type ReadDossier, type ReadOptions } from './read-dossier.ts';

/** A finding with its place, in words. `unreadable`: a file that can't be read at all. */
export interface LocatedFinding {
  readonly rule: CheckRule | 'unreadable';
  readonly level: CheckLevel;
  readonly item: string | null;
  /** Name inside the dossier's folder, with `/`. */
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
  readonly todo: string;
}

export interface CheckedDossier { readonly dossier: DossierId; readonly findings: readonly LocatedFinding[]; readonly unreadable: boolean }

/** How many misses of one piece of evidence are told. */
const mostTold = 100;

/** Reads the dossier as `pack` would, keeps nothing, and says what is missing on the day `on` under the dossier's thresholds and the `board`'s. */
export async function checkDossierFolder(dossierFile: string, ports: PackPorts, { on, board, progress }: { readonly on: Day; readonly board: readonly Threshold[] } & Pick<ReadOptions, 'progress'>): Promise<Result<CheckedDossier>> {
  const sink = { put: () => Promise.resolve(ok(undefined)) };
  const checked: CheckedPiece[] = [];
  const look: ReadOptions['look'] = ({ id, entry, questions }, evidence, { thresholds }) => { 
    const judgement = judgeEvidence(id, evidence, thresholds, board, on);
    // One that is passed tells that something was judged; the others are what a check speaks of.
    const [passed] = judgement.judgements.filter(({ result }) => result === 'passed');
    const judgements = [...(passed === undefined ? [] : [passed]), ...judgement.judgements.filter(({ result }) => result !== 'passed').slice(0, mostTold)];
    checked.push({ id, entry, questions, evidence: withoutBulk(evidence), judgement: { ...judgement, judgements, alarms: judgement.alarms.slice(0, mostTold) } });
  };
  const read = await readDossier(dossierFile, ports, { sink, look, ...(progress === undefined ? {} : { progress }) });
  if (!read.ok) return read;
  const { name, described, artifacts, register, documents, problems } = read.value;
  const unreadable = problems.map(({ item, line, trouble }): LocatedFinding => {
    const { name: file = name, place = '' } = trouble.params as { readonly name?: string; readonly place?: string };
    const at = lineIn(place);
    const isOwn = at !== null && file !== name;
    return { rule: 'unreadable', level: 'error', item, file: isOwn ? file : name, line: isOwn ? at : line, text: troubleLine(trouble), todo: '' };
  });
  const found = register === null ? [] : checkDossier({
    register, artifacts, documents, notCovered: described.notCovered, on, pieces: checked,
  });
  const hazardLine = await hazardLines(dossierFile, described, ports);
  return ok({ dossier: described.dossier, findings: [...unreadable, ...found.map((finding) => locate(finding, read.value, hazardLine))], unreadable: unreadable.length > 0 });
}

/** Evidence with what a check looks at: each metric once, a property if there is any, no series; all of it is judged before. */
function withoutBulk(evidence: Evidence): Evidence {
  const metrics = new Map(evidence.results.map((measurement) => [measurement.metric, measurement]));
  const isListed = evidence.kind === 'argument' || evidence.kind === 'design';
  return { ...evidence, results: [...metrics.values()].slice(0, 20), properties: evidence.properties.slice(0, 1), series: null, entries: isListed ? evidence.entries : [] };
}

function locate(finding: CheckFinding, { name, described, pieces }: ReadDossier, hazardLine: (id: string) => { readonly file: string; readonly line: number | null }): LocatedFinding {
  const { rule, level, item, place } = finding;
  const of = (file: string, line: number | null): LocatedFinding => ({ rule, level, item, file, line, ...checkText(finding) });
  const piece = pieces.find(({ id }) => id === item);
  // A place in a file of the evidence is where it is to be mended; without a line in it, the entry in dossier.yaml says more.
  const file = place === null ? undefined : piece?.entry.files.find((one) => place.startsWith(one.name))?.name;
  const inFile = file === undefined ? null : lineIn(place!.slice(file.length));
  if (file !== undefined && (inFile !== null || rule === 'secret' || rule === 'home-path')) return of(file, inFile);
  if (rule.startsWith('threshold-') || rule === 'no-threshold') {
    const { metric, variant } = finding.params as { readonly metric?: string; readonly variant?: string | null };
    const index = described.thresholds.findIndex((threshold) => threshold.evidence === item && threshold.metric === metric && threshold.variant === (variant ?? null));
    if (index >= 0) return of(name, described.lineOf(['thresholds', index]));
  }
  if (piece !== undefined) return of(name, piece.line);
  if (rule.startsWith('hazard-') || rule.startsWith('mitigation-')) {
    const { file: hazardFile, line } = hazardLine(item ?? '');
    return of(hazardFile, line);
  }
  const named = namedPieces(described).find(({ id }) => id === item);
  if (named !== undefined) return of(name, described.lineOf(named.place));
  const artifact = described.artifacts.findIndex((one) => one.name === item);
  return of(name, artifact >= 0 ? described.lineOf(['artifacts', artifact]) : described.lineOf([]));
}

/** The line number that a reader's place names, such as `line 12, column severity`. */
function lineIn(place: string): number | null {
  const match = /\b(?:line|row) (\d{1,9})\b/.exec(place);
  return match === null ? null : Number(match[1]);
}

/** Where each hazard stands: in `dossier.yaml`, or the first line of the hazards' file that has its id as a word of its own. */
async function hazardLines(dossierFile: string, { hazards, lineOf }: DescribedDossier, { files }: Pick<PackPorts, 'files'>): Promise<(id: string) => { readonly file: string; readonly line: number | null }> {
  const name = dossierFile.replaceAll('\\', '/').replace(/^.*\//, '');
  if (typeof hazards !== 'string') {
    const lines = new Map(hazards.map(({ id }, index) => [id as string, lineOf(['hazards', index])]));
    return (id) => ({ file: name, line: lines.get(id) ?? null });
  }
  const bytes = await files.read(join(dirname(dossierFile), ...hazards.split('/')), archiveLimits.entryBytes);
  const lines = new Map<string, number>();
  const text = bytes.ok && bytes.value !== null ? new TextDecoder().decode(bytes.value).split('\n') : [];
  for (const [index, line] of text.entries()) {
    const id = /"id"\s*:\s*"([^"]{1,60})"|^"?([A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]{1,40})"?,/.exec(line.replace(/^\uFEFF/, '').trim());
    const found = id?.[1] ?? id?.[2];
    if (found !== undefined && !lines.has(found)) lines.set(found, index + 1);
  }
  return (id) => ({ file: hazards, line: lines.get(id) ?? null });
}
