/** `inspect`, `init`, `check`, `pack` with patterns, and `diff`, as a release engineer meets them. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../../electron/cli/output.ts';
import type { Inspected } from '../../../electron/cli/inspect.ts';
import { hazardsJson } from '../../builders/dossier-folder.ts';
import { modelInfo, progress, runConfig, vnnRows } from '../../builders/evidence-text.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { commandLine } from '../../fakes/command-line.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

let root: string;
let countersign: (...words: string[]) => Promise<CommandOutput>;
const at = (...names: string[]): string => join(root, ...names);
function put(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  }
}
const lines = (output: CommandOutput): Inspected[] => output.stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Inspected);

beforeEach(async () => {
  root = await temporaryFolder();
  countersign = commandLine(root, boardPorts());
});

describe('countersign inspect', () => {
  it('names what files and folders are, one JSON line a piece, and what it would ask', async () => {
    put({ 'runs/a/progress.txt': progress(12), 'runs/a/config.json': runConfig(12), 'results.csv': vnnRows('unsat', 'sat'), 'model.json': modelInfo(), 'notes.txt': 'nothing known' });
    const output = await countersign('inspect', 'runs', 'results.csv', './model.json', 'notes.txt', '--json');
    expect(output).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(output).map(({ files, format, questions, error }) => [files, format, questions.map(({ answer }) => answer), error])).toEqual([
      [['runs/a/config.json', 'runs/a/progress.txt'], 'safety-starter-agents', [], null], [['results.csv'], 'vnncomp-results', ['polarity'], null], [['model.json'], 'robustbench', ['norm'], null], [['notes.txt'], 'unknown', [], null],
    ]);
    expect(lines(output)[2]!.evidence).toMatchObject({ format: 2, kind: 'benchmark', results: expect.arrayContaining([expect.objectContaining({ metric: 'robust_acc', value: 59.53, rawText: '59.53', unit: 'percent' })]) });
    const told = await countersign('inspect', '.');
    for (const words of ['safety-starter-agents', 'Would ask for polarity', 'robust_acc', 'no reader knows this format']) expect(told.stdout).toContain(words);
  });

  it('tells of what can’t be read, with file and place, and reads the others', async () => {
    put({ 'bad.json': modelInfo().replace(',', ',,'), 'good.json': modelInfo() });
    const output = await countersign('inspect', 'bad.json', 'good.json', 'gone.json', '--json');
    expect(output.exitCode).toBe(66);
    expect(lines(output).map(({ files, format, error }) => [files[0], format, error?.code ?? null])).toEqual([['gone.json', 'unknown', 'input/not-found'], ['bad.json', 'robustbench', 'evidence/unreadable'], ['good.json', 'robustbench', null]]);
    expect(lines(output)[1]!.error).toMatchObject({ file: 'bad.json', place: 'line 2, column 39', message: expect.stringContaining('bad.json') });
    expect((await countersign('inspect', 'bad.json')).exitCode).toBe(65);
    expect((await countersign('inspect')).exitCode).toBe(64);
  });

  it('follows no link below a folder', async () => {
    put({ 'folder/model.json': modelInfo() });
    symlinkSync('/etc/hostname', at('folder/link.json'));
    const output = await countersign('inspect', 'folder', '--json');
    expect(lines(output).map(({ files, error }) => [files[0], error?.code ?? null])).toEqual([['folder/link.json', 'input/not-a-file'], ['folder/model.json', null]]);
  });
});

describe('countersign init', () => {
  it('writes a dossier that can be checked and packed as it is, and replaces nothing', async () => {
    mkdirSync(at('my-release'));
    expect((await countersign('init', 'my-release')).exitCode).toBe(0);
    const check = await countersign('check', 'my-release/dossier.yaml');
    expect(check).toMatchObject({ exitCode: 0, stderr: '' });
    expect(check.stdout).not.toContain('warning:');
    expect((await countersign('pack', 'my-release/dossier.yaml', '-o', 'first.dossier')).exitCode).toBe(0);
    writeFileSync(at('my-release/dossier.yaml'), 'mine');
    const again = await countersign('init', 'my-release');
    expect(again.stderr).toContain('dossier.yaml');
    expect(again.exitCode).toBe(65);
    expect(readFileSync(at('my-release/dossier.yaml'), 'utf8')).toBe('mine');
  });

  it('every example in the starter’s comments is one that the reader takes', async () => {
    mkdirSync(at('r'));
    await countersign('init', 'r');
    await countersign('init', 'r', '--checklist', 'nist-ai-rmf');
    const text = readFileSync(at('r/dossier.yaml'), 'utf8');
    // A commented example is a line that goes on as YAML: a name with a colon, or an item of a list.
    const whole = text.replace(/^# (?=(?:safetyCase|checklists|evidence|thresholds|documents): |(?:safetyCase|checklists|evidence|thresholds|documents):$| {2,}(?![^\n]*<))/gm, '');
    put({ 'r/dossier.yaml': whole, 'r/safety-case/a.gsn.yaml': 'G1:\n  text: Safe\n  supportedBy: [Sn1]\nSn1:\n  text: Tests\n', 'r/evidence/model.json': modelInfo(), 'r/evidence/runs/a/progress.txt': progress(12), 'r/evidence/runs/a/config.json': runConfig(12), 'r/notes.md': '# Notes\n' });
    const packed = await countersign('pack', 'r/dossier.yaml', '-o', 'r.dossier');
    expect(packed.stderr).not.toContain('countersign pack');
    expect(packed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('5 pieces of evidence') });
  });

  it.each(['california-sb-53', 'eu-ai-act', 'iso-42001', 'new-york-raise', 'nist-ai-rmf'])('writes the checklist %s, every item open, that inspect reads', async (id) => {
    const output = await countersign('init', '--checklist', id);
    expect(output).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringContaining(`files: checklists/${id}.yaml`) });
    expect(existsSync(at('dossier.yaml'))).toBe(false);
    const [piece] = lines(await countersign('inspect', `checklists/${id}.yaml`, '--json'));
    expect(piece).toMatchObject({ format: 'checklist-record', error: null, evidence: { verdict: 'inconclusive', run: { completeness: 'partial' }, warnings: [] } });
    const { entries, results } = piece!.evidence!;
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.every(({ state, stateRaw, title }) => state === 'gap' && stateRaw === 'open' && title.length > 10)).toBe(true);
    expect(results.find(({ metric }) => metric === 'open')?.value).toBe(entries.length);
  });

  it('writes a checklist beside a dossier, says how to list it, replaces none and names those that there are', async () => {
    mkdirSync(at('r'));
    await countersign('init', 'r');
    const output = await countersign('init', 'r', '--checklist', 'iso-42001');
    put({ 'r/dossier.yaml': readFileSync(at('r/dossier.yaml'), 'utf8') + output.stdout.slice(output.stdout.indexOf('checklists:')) });
    expect(await countersign('check', 'r/dossier.yaml')).toMatchObject({ exitCode: 0, stderr: '' });
    put({ 'r/checklists/iso-42001.yaml': 'mine' });
    expect(await countersign('init', 'r', '--checklist', 'iso-42001')).toMatchObject({ exitCode: 65, stderr: expect.stringContaining('iso-42001.yaml') });
    expect(readFileSync(at('r/checklists/iso-42001.yaml'), 'utf8')).toBe('mine');
    for (const unknown of ['iso', '../checklists/iso-42001', '']) {
      const refused = await countersign('init', 'r', '--checklist', unknown);
      expect(refused).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('california-sb-53, eu-ai-act, iso-42001, new-york-raise, nist-ai-rmf') });
    }
    expect((await countersign('init', 'nowhere', '--checklist', 'iso-42001')).exitCode).toBe(66);
    expect(existsSync(at('nowhere'))).toBe(false);
  });
});

const dossier = (parts: { readonly evidence?: string; readonly hazards?: string; readonly thresholds?: string; readonly release?: string } = {}): string => `format: 1
dossier: aurora-${parts.release ?? '2.3'}
product: { id: aurora, name: Aurora, release: "${parts.release ?? '2.3'}", vendor: Halden Compute AS }
intendedUse: Text assistant for business customers.
notCovered: [Everything else]
artifacts:
  - { name: model.bin, path: model.bin }
hazards: hazards.json
evidence:
${parts.evidence ?? '  - { id: E-001, title: Robust accuracy, files: evidence/model.json, answers: { norm: Linf, n: 10000, model: aurora } }\n'}thresholds:
${parts.thresholds ?? '  - { evidence: E-001, metric: robust_acc, variant: Linf 8/255, op: ">=", value: 55, unit: percent, reason: Agreed. }\n'}`;
const release = (parts: Parameters<typeof dossier>[0] = {}, files: Readonly<Record<string, string>> = {}): void =>
  put({ 'dossier.yaml': dossier(parts), 'hazards.json': hazardsJson().replace('},"evidence"', '},\n"evidence"'), 'model.bin': 'weights', 'evidence/model.json': modelInfo(), ...files });

describe('countersign pack', () => {
  const each = '  - { each: "evidence/**", prefix: RUN, answers: { norm: Linf, polarity: states-negation } }\n';
  it('makes a piece of each file or run that a pattern finds, with ids that stay, and says the same digest every time', async () => {
    release({ evidence: each, thresholds: '  []\n' }, { 'hazards.json': hazardsJson([{ evidence: ['RUN-model', 'RUN-runs-a'] }]), 'evidence/runs/a/progress.txt': progress(12), 'evidence/runs/a/config.json': runConfig(12), 'evidence/results.csv': vnnRows('unsat') });
    const first = await countersign('pack', 'dossier.yaml', '-o', 'one.dossier');
    expect(first.stderr).not.toContain('countersign pack');
    expect(first.stdout).toContain('3 pieces of evidence');
    expect((await countersign('pack', 'dossier.yaml', '-o', 'two.dossier')).exitCode).toBe(0);
    expect(readFileSync(at('two.dossier')).equals(readFileSync(at('one.dossier')))).toBe(true);
  });

  it('names every file that can’t be read, not only the first, and writes nothing', async () => {
    release({ evidence: each, thresholds: '  []\n' }, { 'hazards.json': hazardsJson([{ evidence: [] }]), 'evidence/a.json': modelInfo().replace('{', '{,'), 'evidence/b.csv': vnnRows('unsat').replace('.27', 'soon') });
    const output = await countersign('pack', 'dossier.yaml', '-o', 'one.dossier');
    expect(output.exitCode).toBe(65);
    expect(output.stderr).toContain('evidence/a.json');
    expect(output.stderr).toContain('evidence/b.csv');
    expect(existsSync(at('one.dossier'))).toBe(false);
  });

  it('E-8 with --keep-unreadable keeps them as raw files that say so and never pass', async () => {
    release({ evidence: each, thresholds: '  []\n' }, { 'hazards.json': hazardsJson([{ evidence: [] }]), 'evidence/b.csv': vnnRows('unsat').replace('.27', 'soon') });
    const output = await countersign('pack', 'dossier.yaml', '-o', 'one.dossier', '--keep-unreadable');
    expect(output.exitCode).toBe(0);
    expect(output.stderr).toContain('can’t be read: expected a number');
    const check = JSON.parse((await countersign('check', 'dossier.yaml', '--json')).stdout) as { findings: { rule: string; file: string; line: number }[] };
    expect(check.findings).toContainEqual(expect.objectContaining({ rule: 'unreadable', file: 'evidence/b.csv', line: 1 }));
  });

  it('reads hazards that stand in the file itself, and parts of their own', async () => {
    release({}, { 'record.yaml': 'x' });
    put({ 'dossier.yaml': dossier().replace('hazards: hazards.json', 'hazards:\n  - { id: H-1, title: Falls, inherent: { severity: 8, likelihood: 3, detectability: 3 }, evidence: [E-001] }') });
    expect((await countersign('pack', 'dossier.yaml', '-o', 'one.dossier')).stdout).toContain('1 hazard');
  });
});

describe('countersign check', () => {
  it('says what is missing with file and line, as text, JSON and SARIF, and exits with 1 for errors only', async () => {
    release({ thresholds: '  - { evidence: E-001, metric: speed, op: ">=", value: 1, unit: none, reason: Agreed. }\n' }, { 'evidence/model.json': modelInfo({ footnote: '/home/ana/runs' }), 'hazards.json': '{\n"format": 1,\n"hazards": [\n{ "id": "H-001",\n"title": "Falls", "inherent": { "severity": 8, "likelihood": 6, "detectability": 5 } }\n]\n}' });
    const text = await countersign('check', 'dossier.yaml');
    expect(text.exitCode).toBe(1);
    for (const line of [/^hazards\.json:4: error: H-001 .*\[hazard-untraced\]$/m, /^dossier\.yaml:12: error: .*speed.*\[threshold-not-measured\]$/im, /^evidence\/model\.json:\d+: warning: .*\/home\/ana.*\[home-path\]$/m, /^dossier\.yaml:\d+: warning: There is no design record/m]) expect(text.stdout).toMatch(line);
    const json = JSON.parse((await countersign('check', 'dossier.yaml', '--json')).stdout) as { counts: { error: number }; findings: { rule: string }[] };
    expect(json.counts.error).toBe(json.findings.filter(({ rule }) => ['hazard-untraced', 'threshold-not-measured'].includes(rule)).length);
    const sarif = JSON.parse((await countersign('check', 'dossier.yaml', '--sarif')).stdout) as { version: string; runs: { results: { ruleId: string; locations: { physicalLocation: { region?: { startLine: number } } }[] }[] }[] };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]!.results.find(({ ruleId }) => ruleId === 'hazard-untraced')!.locations[0]!.physicalLocation.region!.startLine).toBe(4);
    expect((await countersign('check', 'dossier.yaml', '--fail-on', 'never')).exitCode).toBe(0);
    expect((await countersign('check', 'dossier.yaml', '--fail-on', 'sometimes')).exitCode).toBe(64);
  });

  it('names places from where it runs, as code scanning wants them', async () => {
    release();
    const above = commandLine(dirname(root), boardPorts());
    const output = await above('check', `${basename(root)}/dossier.yaml`);
    expect(output.stdout).toContain(`${basename(root)}/dossier.yaml:`);
  });

  it('its own SARIF is evidence that inspect reads', async () => {
    release();
    writeFileSync(at('check.sarif'), (await countersign('check', 'dossier.yaml', '--sarif')).stdout);
    expect(lines(await countersign('inspect', 'check.sarif', '--json'))[0]).toMatchObject({ format: 'sarif', error: null });
  });

  it('judges expiry on the day that it is told, and thresholds by the board’s charter first', async () => {
    release({ evidence: '  - { id: E-001, title: Robust accuracy, files: evidence/model.json, expires: 2026-12-31, answers: { norm: Linf, model: aurora } }\n' });
    const rules = async (...words: string[]): Promise<string[]> => (JSON.parse((await countersign('check', 'dossier.yaml', '--json', ...words)).stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    expect(await rules('--on', '2026-12-31')).not.toContain('expired');
    expect(await rules('--on', '2027-01-01')).toContain('expired');
    put({ 'charter.yaml': 'name: Board\nminimumVotes: 1\nrequiredDisciplines: []\nmajority: simple\nresidualBar: null\nvalidityDays: 365\nthresholds:\n  - { evidence: null, metric: robust_acc, variant: Linf 8/255, op: ">=", value: 70, unit: percent, reason: The board’s. }\n' });
    expect(await rules()).not.toContain('threshold-failed');
    expect(await rules('--charter', 'charter.yaml')).toContain('threshold-failed');
  });

  it('goes on after a file that can’t be read, and exits with 65', async () => {
    release({}, { 'evidence/model.json': '{"clean_acc": "1",' });
    const output = await countersign('check', 'dossier.yaml');
    expect(output.exitCode).toBe(65);
    expect(output.stdout).toMatch(/^evidence\/model\.json:1: error: .*\[unreadable\]$/m);
    expect(output.stdout).toContain('[design-record-missing]');
  });

  it('holds recorded hashes against the files at hand', async () => {
    const lock = (md5: string): string => `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py\n    deps:\n    - path: data.csv\n      hash: md5\n      md5: ${md5}\n      size: 4\n    outs:\n    - path: model.bin\n      hash: md5\n      md5: d0b17ec09b7fa4b46cb6a1ab6fb12a3e\n      size: 7\n`;
    const pieces = '  - { id: E-001, title: Robust accuracy, files: evidence/model.json, answers: { norm: Linf, model: aurora } }\n  - { id: E-002, title: Pipeline, files: dvc.lock }\n';
    const rules = async (): Promise<string[]> => (JSON.parse((await countersign('check', 'dossier.yaml', '--json')).stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    release({ evidence: pieces }, { 'data.csv': 'a,b\n', 'dvc.lock': lock('00000000000000000000000000000000') });
    expect(await rules()).toContain('lineage-file-differs');
    const { createHash } = await import('node:crypto');
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    put({ 'dvc.lock': lock(md5('a,b\n')).replace('d0b17ec09b7fa4b46cb6a1ab6fb12a3e', md5('weights')) });
    const found = await rules();
    expect(found).not.toContain('lineage-file-differs');
    // The file at hand has the recorded MD5 and the artifact's SHA-256: the lineage reaches the artifact.
    expect(found).not.toContain('lineage-artifact');
  });
});

describe('countersign diff', () => {
  it('says by meaning what changed, gravest first, and exits with 1 where something speaks against the release', async () => {
    release();
    await countersign('pack', 'dossier.yaml', '-o', 'a.dossier');
    expect(await countersign('diff', 'a.dossier', 'dossier.yaml')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing that a board reviews has changed') });
    release({ release: '2.4', thresholds: '  - { evidence: E-001, metric: robust_acc, variant: Linf 8/255, op: ">=", value: 50, unit: percent, reason: Agreed. }\n' }, { 'evidence/model.json': modelInfo({ autoattack_acc: '52.10' }) });
    const output = await countersign('diff', 'a.dossier', 'dossier.yaml');
    expect(output.exitCode).toBe(1);
    for (const words of ['Speaks against the release', 'Loosened', 'beyond noise', 'Replaced']) expect(output.stdout).toContain(words);
    const json = JSON.parse((await countersign('diff', 'a.dossier', 'dossier.yaml', '--json')).stdout) as { after: { release: string }; changes: { kind: string; noise?: string }[] };
    expect(json.after.release).toBe('2.4');
    expect(json.changes.find(({ kind }) => kind === 'metric-moved')).toMatchObject({ noise: 'beyond' });
    expect((await countersign('diff', 'dossier.yaml', 'a.dossier')).exitCode).toBe(0);
  });
});
