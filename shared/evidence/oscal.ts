/**
 * OSCAL in JSON (NIST, github.com/usnistgov/OSCAL). The one member at the root names the model: assessment results are judged by their findings,
 * a plan of action and milestones by its open items; every other model holds no results and says so.
 *
 * A finding's `target.status.state` is `satisfied` or `not-satisfied`; no other word passes. Controls under review without a finding, an
 * assessment without an end and a risk that is not closed keep it from passing (rule E-1).
 */
import { z } from 'zod';
import { uniqueNames } from './unique-name.ts';
import { isObject, readJson, seeJson, type JsonText } from './json-text.ts';
import { byGravity } from './entries.ts';
import { beginning, clip, entry, evidenceOf, fitted, instantOf, measurement, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'oscal';
const models = ['assessment-results', 'plan-of-action-and-milestones', 'catalog', 'profile', 'mapping-collection', 'component-definition', 'system-security-plan', 'assessment-plan'] as const;
const mostEntries = 20_000;

const text = z.string().nullish();
const related = { 'related-observations': z.array(z.object({ 'observation-uuid': text })).nullish(), 'related-risks': z.array(z.object({ 'risk-uuid': text })).nullish() };
const Observation = z.object({ uuid: z.string(), title: text, description: text, remarks: text, collected: text, expires: text });
const Risk = z.object({ uuid: z.string(), title: text, description: text, statement: text, status: z.string(), deadline: text, 'related-observations': related['related-observations'] });
const Finding = z.object({ uuid: z.string(), title: text, description: text, target: z.object({ 'target-id': text, status: z.object({ state: z.string(), reason: text }) }), ...related });
const Controls = z.object({ 'include-all': z.unknown().optional(), 'include-controls': z.array(z.object({ 'control-id': z.string() })).nullish(), 'exclude-controls': z.array(z.object({ 'control-id': z.string() })).nullish() });
const Assessed = z.object({
  uuid: text, title: text, start: text, end: text, observations: z.array(Observation).nullish(), risks: z.array(Risk).nullish(), findings: z.array(Finding).nullish(),
  'reviewed-controls': z.object({ 'control-selections': z.array(Controls).nullish() }).nullish(),
});
const Item = z.object({ uuid: text, title: text, description: text, ...related });
const Metadata = z.object({ title: text, version: text, 'last-modified': text, 'oscal-version': text });
const Model = z.object({ uuid: text, metadata: Metadata });
const AssessmentResults = Model.extend({ 'import-ap': z.object({ href: text }).nullish(), results: z.array(Assessed).nullish() });
const Plan = Model.extend({ 'import-ssp': z.object({ href: text }).nullish(), observations: z.array(Observation).nullish(), risks: z.array(Risk).nullish(), 'poam-items': z.array(Item).nullish() });

export const oscal: Reader = {
  id, version: 1, title: 'OSCAL', kind: 'evaluation', files: 'one JSON file: assessment results or a plan of action and milestones',
  measures: '`satisfied`, `not-satisfied`, `open-risks` of assessment results; `open-items`, `open-risks` of a plan of action, all counts',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (!isObject(value)) return 'no';
    const name = models.find((model) => value[model] !== undefined);
    if (name === undefined) return 'no';
    const model = value[name];
    // Of broken JSON only the root member is known, and its beginning.
    if (!isObject(model)) return /"oscal-version"\s*:/.test(beginning(files[0]!)) ? 'yes' : 'no';
    return isObject(model['metadata']) && model['metadata']['oscal-version'] !== undefined ? 'yes' : model['metadata'] !== undefined && model['uuid'] !== undefined ? 'maybe' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON file', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const root = json.value.value;
    const names = isObject(root) ? Object.keys(root).filter((name) => name !== '$schema') : [];
    const name = models.find((model) => model === names[0]);
    if (!isObject(root) || names.length !== 1 || name === undefined) return unreadable(id, file.name, '$', `one member that names an OSCAL model, such as ${models[0]}`, names.join(', '));
    if (name === 'assessment-results') {
      const parsed = fitted(id, file.name, z.object({ [name]: AssessmentResults }), root);
      return parsed.ok ? readResults(file, parsed.value[name]!, json.value, answers) : parsed;
    }
    const parsed = fitted(id, file.name, z.object({ [name]: name === 'plan-of-action-and-milestones' ? Plan : Model }), root);
    if (!parsed.ok) return parsed;
    if (name === 'plan-of-action-and-milestones') return readPlan(file, parsed.value[name] as z.infer<typeof Plan>, json.value, answers);
    const { metadata } = parsed.value[name]!;
    return ok({ evidence: evidenceOf(oscal, [file], answers, { kind: 'design', source: sourceOf(metadata, answers), facts: factsOf(name, metadata), warnings: [...json.value.warnings, warning('no-results', file.name, `The OSCAL model ${name} holds no results.`)] }), questions: [] });
  },
};

const sourceOf = (metadata: z.infer<typeof Metadata>, answers: Answers): Partial<Evidence['source']> => ({ tool: answers.tool ?? null, formatVersion: clip(metadata['oscal-version'] ?? '', 60) || null });
function factsOf(model: string, metadata: z.infer<typeof Metadata>, more: readonly (readonly [string, string | null | undefined])[] = []): Evidence['facts'] {
  const all: (readonly [string, string | null | undefined])[] = [['model', model], ['title', metadata.title], ['version', metadata.version], ['last modified', metadata['last-modified']], ...more];
  return all.flatMap(([name, value]) => (value ? [{ name, value: clip(value, 20_000) }] : []));
}

const isOpenRisk = ({ status }: z.infer<typeof Risk>): boolean => status !== 'closed';
const count = (metric: string, value: number, of: string, n: number, direction: 'higher' | 'lower'): Measurement => measurement({ metric, value, rawText: `${value} of ${n} ${of}`, unit: 'count', direction, n });
const linksOf = (item: { readonly 'related-observations'?: readonly { readonly 'observation-uuid'?: string | null | undefined }[] | null | undefined; readonly 'related-risks'?: readonly { readonly 'risk-uuid'?: string | null | undefined }[] | null | undefined }): Entry['links'] => [
  ...(item['related-observations'] ?? []).map((one) => ({ to: clip(one['observation-uuid'] ?? ''), as: 'supported-by' as const })), ...(item['related-risks'] ?? []).map((one) => ({ to: clip(one['risk-uuid'] ?? ''), as: 'about' as const })),
].filter(({ to }) => to !== '').slice(0, 1000);
const observed = (one: z.infer<typeof Observation>): Entry => entry({ id: one.uuid, type: 'evidence', title: one.title ?? one.description ?? one.uuid, text: [one.description, one.remarks].filter(Boolean).join('\n\n'), at: instantOf(one.collected ?? '') });
const risked = (one: z.infer<typeof Risk>): Entry => entry({ id: one.uuid, type: 'finding', title: one.title ?? one.uuid, text: [one.description, one.statement].filter(Boolean).join('\n\n'), state: isOpenRisk(one) ? 'open' : 'closed', stateRaw: one.status, links: linksOf(one) });

/** The entries with ids that are unique, the gravest first when not all are listed; and what they refer to that isn't there. */
function listed(file: EvidenceFile, all: readonly Entry[], warnings: Warning[]): Entry[] {
  const names = uniqueNames();
  const entries = all.map((one) => ({ ...one, id: names(one.id) }));
  const known = new Set(entries.map((one) => one.id));
  const dangling = entries.flatMap((one) => one.links.filter(({ to }) => !known.has(to)).map(({ to }) => ({ from: one.id, to })));
  for (const { from, to } of dangling.slice(0, 50)) warnings.push(warning('dangling-reference', `${file.name}, ${clip(from, 100)}`, `It refers to ${clip(to, 100)}, which is not in the file.`));
  if (entries.length > mostEntries) warnings.push(warning('left-out', file.name, `${entries.length - mostEntries} of ${entries.length} entries are not listed.`));
  return entries.length > mostEntries ? byGravity(entries).slice(0, mostEntries) : entries;
}

function readResults(file: EvidenceFile, model: z.infer<typeof AssessmentResults>, json: JsonText, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [...json.warnings];
  const results = model.results ?? [];
  const findings = results.flatMap((one) => one.findings ?? []);
  const risks = results.flatMap((one) => one.risks ?? []);
  const stateOf = ({ target: { status } }: z.infer<typeof Finding>): Entry['state'] => (status.state === 'not-satisfied' ? 'failed' : status.state === 'satisfied' ? (status.reason === 'fail' ? 'error' : 'passed') : 'error');
  const unknown = new Set(findings.map(({ target }) => target.status.state).filter((word) => word !== 'satisfied' && word !== 'not-satisfied'));
  for (const word of [...unknown].slice(0, 20)) warnings.push(warning('unknown-verdict', file.name, `The state ${JSON.stringify(clip(word, 60))} is not known and does not count as satisfied.`));
  if (findings.some(({ target: { status } }) => status.state === 'satisfied' && status.reason === 'fail')) warnings.push(warning('contradiction', file.name, 'A finding is satisfied with the reason “fail”. It does not count as satisfied.'));

  const isAll = results.some((one) => one['reviewed-controls']?.['control-selections']?.some((part) => part['include-all'] !== undefined) === true);
  const excluded = new Set(results.flatMap((one) => (one['reviewed-controls']?.['control-selections'] ?? []).flatMap((part) => (part['exclude-controls'] ?? []).map((control) => control['control-id']))));
  const reviewed = [...new Set(results.flatMap((one) => (one['reviewed-controls']?.['control-selections'] ?? []).flatMap((part) => (part['include-controls'] ?? []).map((control) => control['control-id']))))].filter((control) => !excluded.has(control));
  // A finding is about a control or about an objective of it: `ac-6.1_obj` is of `ac-6.1`.
  const covered = new Set(findings.flatMap(({ target }) => { const about = target['target-id'] ?? ''; return [about, about.replace(/_(?:obj|smt|fr|gdn).*$/, '')]; }));
  const unseen = reviewed.filter((control) => !covered.has(control));
  if (unseen.length > 0) warnings.push(warning('no-finding', file.name, `${unseen.length} of ${reviewed.length} reviewed controls have no finding: ${clip(unseen.slice(0, 20).join(', '), 1000)}.`));
  if (isAll) warnings.push(warning('all-controls', file.name, 'All controls were to be reviewed. The file does not say which these are, so nothing shows that each has a finding.'));
  if (results.length > 1) warnings.push(warning('several-results', file.name, `The file holds ${results.length} assessments. Their findings are counted together.`));

  const failed = findings.filter((one) => stateOf(one) === 'failed').length;
  const passed = findings.filter((one) => stateOf(one) === 'passed').length;
  const open = risks.filter(isOpenRisk).length;
  const hasEnd = results.length > 0 && results.every((one) => Boolean(one.end));
  const completeness = results.length === 0 || isAll ? 'unknown' : hasEnd && unseen.length === 0 ? 'complete' : 'partial';
  const isWhole = findings.length > 0 && passed === findings.length && open === 0 && completeness === 'complete' && reviewed.length > 0;
  const starts = results.map((one) => instantOf(one.start ?? '')).filter((instant) => instant !== null).sort();
  const ends = results.map((one) => instantOf(one.end ?? '')).filter((instant) => instant !== null).sort();
  const entries = listed(file, [
    ...findings.map((one) => entry({ id: one.uuid, type: 'control', title: one.title ?? one.target['target-id'] ?? one.uuid, text: one.description ?? null, state: stateOf(one), stateRaw: one.target.status.state, links: linksOf(one) })),
    ...risks.map(risked), ...results.flatMap((one) => one.observations ?? []).map(observed),
  ], warnings);
  const evidence = evidenceOf(oscal, [file], answers, {
    source: sourceOf(model.metadata, answers), entries, warnings: warnings.slice(0, 1900), facts: factsOf('assessment-results', model.metadata, [['assessment plan', model['import-ap']?.href], ['reviewed controls', reviewed.slice(0, 200).join(', ')]]),
    results: [count('satisfied', passed, 'findings', findings.length, 'higher'), count('not-satisfied', failed, 'findings', findings.length, 'lower'), count('open-risks', open, 'risks', risks.length, 'lower')],
    run: { startedAt: starts[0] ?? null, endedAt: hasEnd ? (ends.at(-1) ?? null) : null, timezone: starts.length + ends.length > 0 ? 'known' : 'unknown', completeness },
    verdict: failed > 0 ? 'fail' : isWhole ? 'pass' : 'inconclusive', verdictRaw: findings.length === 0 ? 'no findings' : `${passed} of ${findings.length} satisfied`, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

function readPlan(file: EvidenceFile, model: z.infer<typeof Plan>, json: JsonText, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [...json.warnings];
  const risks = model.risks ?? [];
  const closed = new Set(risks.filter((risk) => !isOpenRisk(risk)).map(({ uuid }) => uuid));
  const items = model['poam-items'] ?? [];
  const names = uniqueNames();
  // An item has no state of its own: it is closed when it names risks and all of them are.
  const isClosed = (item: z.infer<typeof Item>): boolean => (item['related-risks'] ?? []).length > 0 && (item['related-risks'] ?? []).every((one) => closed.has(one['risk-uuid'] ?? ''));
  const openItems = items.filter((item) => !isClosed(item)).length;
  const openRisks = risks.filter(isOpenRisk).length;
  if (items.length === 0) warnings.push(warning('no-results', file.name, 'The plan has no items.'));
  const entries = listed(file, [
    ...items.map((item, index) => entry({ id: names(item.uuid ?? `item ${index + 1}`), type: 'finding', title: item.title ?? item.uuid ?? `item ${index + 1}`, text: item.description ?? null, state: isClosed(item) ? 'closed' : 'open', links: linksOf(item) })),
    ...risks.map(risked), ...(model.observations ?? []).map(observed),
  ], warnings);
  const evidence = evidenceOf(oscal, [file], answers, {
    source: sourceOf(model.metadata, answers), entries, warnings: warnings.slice(0, 1900), facts: factsOf('plan-of-action-and-milestones', model.metadata, [['system security plan', model['import-ssp']?.href]]),
    results: [count('open-items', openItems, 'items', items.length, 'lower'), count('open-risks', openRisks, 'risks', risks.length, 'lower')],
    run: { completeness: items.length > 0 ? 'complete' : 'unknown' },
    verdict: openItems + openRisks > 0 || items.length === 0 ? 'inconclusive' : 'none', verdictRaw: `${openItems} of ${items.length} items open`, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}
