/**
 * SARIF 2.1.0 (OASIS): what static analysers and scanners find. Other versions are refused with the reason: in 2.0.0 `level` also held `pass`
 * and `notApplicable`, so its results would count wrongly.
 *
 * A result's level defaults to its rule's, else `warning`; only kind `fail` has one. Results with an accepted suppression and those that
 * `baselineState` says are gone stand no more; a suppression under review or rejected leaves its result open. An invocation that was not
 * successful never passes, whatever the count, and without any invocation nothing shows that the run came to its end (rule E-1).
 */
import { z } from 'zod';
import { uniqueNames } from './unique-name.ts';
import { byGravity } from './entries.ts';
import { isList, isObject, jsonAt, readJson, seeJson, type JsonText } from './json-text.ts';
import { beginning, clip, entry, evidenceOf, fitted, instantOf, lineageItem, measurement, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'sarif';
const mostEntries = 20_000;
const levels = ['error', 'warning', 'note', 'none'] as const;
type Level = (typeof levels)[number];
const isLevel = (word: unknown): word is Level => (levels as readonly unknown[]).includes(word);

const text = z.string().nullish();
const index = z.int().nullish();
const Message = z.object({ text, id: text, arguments: z.array(z.string()).nullish() }).nullish();
const Rule = z.object({ id: text, defaultConfiguration: z.object({ level: text }).nullish(), messageStrings: z.record(z.string(), z.object({ text })).nullish() });
const Component = z.object({ name: text, version: text, semanticVersion: text, rules: z.array(Rule).nullish() });
const Notification = z.object({ level: text, message: Message });
const Invocation = z.object({
  executionSuccessful: z.boolean().nullish(), startTimeUtc: text, endTimeUtc: text, exitCode: z.number().nullish(), exitCodeDescription: text,
  toolExecutionNotifications: z.array(Notification).nullish(), toolConfigurationNotifications: z.array(Notification).nullish(),
});
const Found = z.object({
  ruleId: text, ruleIndex: index, rule: z.object({ id: text, index, toolComponent: z.object({ index }).nullish() }).nullish(), kind: text, level: text, message: Message, guid: text,
  suppressions: z.array(z.object({ status: text })).nullish(), baselineState: text,
  locations: z.array(z.object({ physicalLocation: z.object({ artifactLocation: z.object({ uri: text }).nullish(), region: z.object({ startLine: z.number().nullish() }).nullish() }).nullish() })).nullish(),
});
type Found = z.infer<typeof Found>;
const Run = z.object({
  tool: z.object({ driver: Component, extensions: z.array(Component).nullish() }), results: z.array(Found).nullish(), invocations: z.array(Invocation).nullish(), automationDetails: z.object({ id: text }).nullish(),
  versionControlProvenance: z.array(z.object({ repositoryUri: text, revisionId: text })).nullish(), externalPropertyFileReferences: z.object({ results: z.array(z.unknown()).nullish() }).nullish(),
  artifacts: z.array(z.object({ location: z.object({ uri: text }).nullish(), length: z.int().nullish(), hashes: z.record(z.string(), z.string()).nullish() })).nullish(),
});
type Run = z.infer<typeof Run>;
const Log = z.object({ version: z.literal('2.1.0'), runs: z.array(Run).max(1000) });

export const sarif: Reader = {
  id, version: 1, title: 'SARIF 2.1.0', kind: 'ci', files: 'one SARIF file',
  measures: '`error`, `warning`, `note`, `none` (open results of the level), each also as `new` where the file has a baseline; `undecided`, `suppressed`, all counts',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (!isObject(value) || value['runs'] === undefined) return 'no';
    if (typeof value['$schema'] === 'string' && /sarif/i.test(value['$schema'])) return 'yes';
    const runs = value['runs'];
    if (isList(runs)) return runs.length > 0 && isObject(jsonAt(runs, 0, 'tool', 'driver')) ? 'yes' : runs.length === 0 && typeof value['version'] === 'string' && /^2\.\d/.test(value['version']) ? 'maybe' : 'no';
    return typeof value['version'] === 'string' && /"driver"\s*:/.test(beginning(files[0]!)) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one SARIF file', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const version = jsonAt(json.value.value, 'version');
    if (version !== '2.1.0') return unreadable(id, file.name, '$.version', 'SARIF version "2.1.0", as other versions mean other things by level and kind', JSON.stringify(version ?? null));
    const log = fitted(id, file.name, Log, json.value.value);
    return log.ok ? readLog(file, log.value.runs, json.value, answers) : log;
  },
};

type Standing = 'open' | 'undecided' | 'passed' | 'not-applicable' | 'suppressed' | 'gone';

/** The rule of a result: by index in its component, else by id, of which `a/b` is a part of `a`. */
function ruleOf(run: Run, result: Found, byId: ReadonlyMap<string, z.infer<typeof Rule>>): z.infer<typeof Rule> | null {
  const component = result.rule?.toolComponent?.index;
  const rules = (component === undefined || component === null ? run.tool.driver : run.tool.extensions?.[component])?.rules;
  const at = result.rule?.index ?? result.ruleIndex;
  if (at !== undefined && at !== null && at >= 0 && rules?.[at] !== undefined) return rules[at];
  for (let name = result.ruleId ?? result.rule?.id ?? ''; name !== ''; name = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '') if (byId.has(name)) return byId.get(name)!;
  return null;
}

function messageOf(message: z.infer<typeof Message>, rule: z.infer<typeof Rule> | null): string {
  const template = message?.text ?? rule?.messageStrings?.[message?.id ?? '']?.text ?? '';
  return clip(template, 20_000).replace(/\{(\d{1,3})\}/g, (whole, at: string) => clip(message?.arguments?.[Number(at)] ?? whole, 500));
}

function standingOf(result: Found, unknown: (what: string, word: string) => void): Standing {
  const { kind, suppressions, baselineState } = result;
  if (baselineState === 'absent') return 'gone';
  if (baselineState && !['new', 'unchanged', 'updated'].includes(baselineState)) unknown('baselineState', baselineState);
  const isSuppressed = (suppressions ?? []).length > 0 && suppressions!.every(({ status }) => status === undefined || status === null || status === 'accepted');
  if (kind === 'pass') return 'passed';
  if (kind === 'notApplicable' || kind === 'informational') return 'not-applicable';
  if (isSuppressed) return 'suppressed';
  if (kind === undefined || kind === null || kind === 'fail') return 'open';
  if (kind !== 'open' && kind !== 'review') unknown('kind', kind);
  return 'undecided';
}

const states: Readonly<Record<Standing, Entry['state']>> = { open: 'failed', undecided: 'open', passed: 'passed', 'not-applicable': null, suppressed: 'closed', gone: 'closed' };

function readLog(file: EvidenceFile, runs: readonly Run[], json: JsonText, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [...json.warnings];
  const told = new Set<string>();
  const unknown = (what: string, word: string): void => {
    const key = `${what} ${clip(word, 60)}`;
    if (told.size < 20 && !told.has(key)) warnings.push(warning('unknown-verdict', file.name, `The ${what} ${JSON.stringify(clip(word, 60))} is not known. It counts as undecided.`));
    told.add(key);
  };
  const names = uniqueNames();
  const found = runs.flatMap((run) => {
    const rules = [run.tool.driver, ...(run.tool.extensions ?? [])].flatMap(({ rules }) => rules ?? []).filter((rule) => rule.id);
    const byId = new Map([...rules].reverse().map((rule) => [rule.id!, rule]));
    return (run.results ?? []).map((result) => {
      const rule = ruleOf(run, result, byId);
      const standing = standingOf(result, unknown);
      const [own, ofRule] = [result.level, rule?.defaultConfiguration?.level];
      if (own && !isLevel(own)) unknown('level', own);
      // A word that isn't known must not make a result lighter than it may be.
      const level: Level = own ? (isLevel(own) ? own : 'error') : ofRule && isLevel(ofRule) ? ofRule : 'warning';
      return { result, rule, standing, level };
    });
  });

  const open = found.filter(({ standing }) => standing === 'open');
  const count = (metric: string, value: number, variant: string | null = null): Measurement => measurement({ metric, variant, value, rawText: `${value} of ${found.length} results`, unit: 'count', direction: 'lower', n: found.length });
  const isNew = ({ result }: { readonly result: Found }): boolean => result.baselineState === 'new';
  const hasBaseline = found.some(({ result }) => Boolean(result.baselineState));
  const standing = (which: Standing): number => found.filter((one) => one.standing === which).length;
  const results = [
    ...levels.map((level) => count(level, open.filter((one) => one.level === level).length)), ...(hasBaseline ? levels.map((level) => count(level, open.filter((one) => one.level === level && isNew(one)).length, 'new')) : []),
    count('undecided', standing('undecided')), count('suppressed', standing('suppressed')),
  ];
  if (standing('suppressed') > 0) warnings.push(warning('suppressed', file.name, `${standing('suppressed')} results are suppressed and do not count as open.`));
  if (standing('gone') > 0) warnings.push(warning('absent', file.name, `${standing('gone')} results of the baseline are gone and do not count.`));

  const course = courseOf(file, runs, warnings);
  const errors = open.filter(({ level }) => level === 'error').length;
  const isClear = open.length === 0 && standing('suppressed') === 0 && told.size === 0;
  const verdict: Evidence['verdict'] = course === 'crashed' ? 'error' : errors > 0 ? 'fail' : standing('undecided') > 0 || course !== 'complete' ? 'inconclusive' : isClear ? 'pass' : 'none';

  const all = found.map(({ result, rule, standing: stands, level }, at) => {
    const where = result.locations?.[0]?.physicalLocation;
    const line = where?.region?.startLine;
    const place = where?.artifactLocation?.uri ? `${where.artifactLocation.uri}${typeof line === 'number' ? `:${line}` : ''}` : '';
    const ruleName = result.ruleId ?? result.rule?.id ?? rule?.id ?? 'result';
    const words = messageOf(result.message, rule);
    return entry({ id: names(place === '' ? (result.guid ?? `${ruleName} ${at + 1}`) : `${ruleName} ${place}`), type: 'finding', title: words.split('\n', 1)[0] || ruleName, text: words.includes('\n') ? words : null, state: states[stands], stateRaw: stands === 'open' ? level : clip(`${stands}, ${result.kind ?? level}`) });
  });
  if (all.length > mostEntries) warnings.push(warning('left-out', file.name, `${all.length - mostEntries} of ${all.length} results are not listed.`));

  const drivers = [...new Set(runs.map(({ tool }) => tool.driver.name ?? '').filter((name) => name !== ''))];
  const versions = [...new Set(runs.map(({ tool }) => tool.driver.semanticVersion ?? tool.driver.version ?? '').filter((name) => name !== ''))];
  const times = (which: 'startTimeUtc' | 'endTimeUtc') => runs.flatMap(({ invocations }) => (invocations ?? []).map((one) => instantOf(one[which] ?? '', { zoneIsUtc: true }))).filter((instant) => instant !== null).sort();
  const [started, ended] = [times('startTimeUtc')[0] ?? null, times('endTimeUtc').at(-1) ?? null];
  const facts = [
    { name: 'runs', value: `${runs.length}` }, ...runs.slice(0, 50).flatMap(({ automationDetails, tool }) => [...(automationDetails?.id ? [{ name: 'run', value: clip(automationDetails.id) }] : []), ...(tool.extensions ?? []).slice(0, 5).map((one) => ({ name: 'extension', value: clip(`${one.name ?? ''} ${one.semanticVersion ?? one.version ?? ''}`.trim()) }))]),
    ...runs.flatMap(({ versionControlProvenance }) => (versionControlProvenance ?? []).slice(0, 5).map((one) => ({ name: 'repository', value: clip(`${one.repositoryUri ?? ''} ${one.revisionId ?? ''}`.trim()) }))).slice(0, 50),
  ].filter(({ value }) => value !== '');
  const hashed = runs.flatMap(({ artifacts }) => (artifacts ?? []).flatMap(({ location, length, hashes }) => Object.entries(hashes ?? {}).filter(([name, hash]) => name !== '' && hash !== '').map(([name, hash]) => lineageItem({
    path: clip(location?.uri ?? '') || 'an artifact without a name', hashAlgorithm: clip(name.toLowerCase().replace(/^(sha)-/, '$1')), hash: clip(hash), role: 'in', sizeBytes: typeof length === 'number' && length >= 0 ? length : null,
  }))));
  const evidence = evidenceOf(sarif, [file], answers, {
    source: { formatVersion: '2.1.0', tool: answers.tool ?? (clip(drivers.join(', ')) || null), toolVersion: answers.toolVersion ?? (clip(versions.join(', ')) || null) },
    results, entries: all.length > mostEntries ? byGravity(all).slice(0, mostEntries) : all, warnings: warnings.slice(0, 1900), facts, lineage: hashed.slice(0, 20_000),
    run: { startedAt: started, endedAt: ended, timezone: started === null && ended === null ? 'unknown' : 'known', gitCommit: clip(runs.flatMap((run) => run.versionControlProvenance ?? [])[0]?.revisionId ?? '') || null, completeness: course },
    verdict, verdictRaw: course === 'crashed' ? 'executionSuccessful: false' : `${open.length} of ${found.length} results open`, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

/** How far the runs came: the worst of them. */
function courseOf(file: EvidenceFile, runs: readonly Run[], warnings: Warning[]): Evidence['run']['completeness'] {
  const courses = runs.map((run, at): Evidence['run']['completeness'] => {
    const place = `${file.name}, $.runs[${at}]`;
    const invocations = run.invocations ?? [];
    const failed = invocations.find((one) => one.executionSuccessful !== true);
    if (failed !== undefined) {
      warnings.push(warning('crashed', place, failed.executionSuccessful === false ? `The tool says that its run was not successful${typeof failed.exitCode === 'number' ? ` (exit code ${failed.exitCode})` : ''}.` : 'An invocation does not say whether it was successful.'));
      return failed.executionSuccessful === false ? 'crashed' : 'unknown';
    }
    if (!run.results) {
      warnings.push(warning('no-results', place, run.externalPropertyFileReferences?.results ? 'The results are in another file, which is not read.' : 'The run has no list of results: the tool did not look, or did not say.'));
      return 'partial';
    }
    const troubles = invocations.flatMap((one) => [...(one.toolExecutionNotifications ?? []), ...(one.toolConfigurationNotifications ?? [])]).filter((one) => one.level === 'error');
    if (troubles.length > 0) {
      warnings.push(warning('tool-error', place, `The tool reports ${troubles.length} ${troubles.length === 1 ? 'error' : 'errors'} of its own: ${clip(messageOf(troubles[0]!.message, null), 300)}`));
      return 'partial';
    }
    if (invocations.length === 0) warnings.push(warning('no-invocation', place, 'Nothing says whether the run came to its end.'));
    return invocations.length === 0 ? 'unknown' : 'complete';
  });
  if (runs.length === 0) warnings.push(warning('no-results', file.name, 'The file holds no run.'));
  return (['crashed', 'partial', 'unknown', 'complete'] as const).find((course) => courses.includes(course)) ?? 'unknown';
}
