import { spawnSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { defaultCharter } from '../../electron/board/charter-file.ts';
import { perform } from '../../electron/board/perform.ts';
import { openProfile } from '../../electron/board/profile.ts';
import { openPorts } from '../../electron/cli/ports.ts';
import { runCommandLine } from '../../electron/cli/run.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import { commandWords } from '../../shared/copy/command-line.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { GateReport } from '../../shared/packet/gate-report.ts';
import { ok } from '../../shared/result.ts';
import { gateFolder } from '../builders/gate-folder.ts';
import { dossierFolder } from '../builders/dossier-folder.ts';
import { valueOf } from '../builders/test-vault.ts';
import { passphrase } from '../builders/working-board.ts';
import { temporaryFolder } from '../fakes/key-folder.ts';

const checkout = join(import.meta.dirname, '..', '..');
const folder = join(checkout, 'docs', 'ci');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md')).sort();
const page = (name: string): string => readFileSync(join(folder, name), 'utf8');
const blocks = (text: string, language: string): string[] => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]!);

describe('the recipes for pipelines', () => {
  it('are all in the index', () => {
    for (const name of pages.filter((one) => one !== 'README.md')) expect(page('README.md')).toContain(`](${name})`);
  });

  it.each(pages.flatMap((name) => blocks(page(name), 'yaml').map((text, index) => [name, index + 1, text] as const)))('%s: YAML block %i can be read', (_, __, text) => {
    const documents = parseAllDocuments(text, { uniqueKeys: true }) as { errors: unknown[]; warnings: unknown[] }[];
    expect(documents).toHaveLength(1);
    expect([...documents[0]!.errors, ...documents[0]!.warnings]).toEqual([]);
  });

  it.each(pages)('%s calls commands with options that they take', (name) => {
    const calls = [...page(name).matchAll(/(?<![\w./-])countersign (?:-- )?((?:board )?[a-z]+)([^\n`']*)/g)].filter(([, command]) => command! in commandWords);
    for (const [, command, rest] of calls) {
      const [own = ''] = rest!.split(/\s(?:\|\|?|&&|>|<|#)\s/, 1);
      const { usage } = commandWords[command as keyof typeof commandWords];
      for (const [option] of own.matchAll(/(?<=\s)--?[a-z][a-z-]*/g)) expect(`${usage} --passphrase-fd`, `${name}: ${command} ${option}`).toContain(option);
    }
  });
});

// npm runs the scripts by the shell of the page; Windows has neither.
describe.runIf(process.platform !== 'win32' && spawnSync('npm', ['--version']).status === 0)('the shell recipe, run', () => {
  it('from a pipeline’s files to the gate', async () => {
    const root = await temporaryFolder();
    const at = (...names: string[]): string => join(root, ...names);
    const ports = valueOf(await openPorts({
      env: { COUNTERSIGN_PASSPHRASE: passphrase }, from: root, programFolder: join(checkout, 'dist', 'cli'), parserEntry: join(checkout, 'dist', 'cli', 'parser.js'), streams: { input: process.stdin, output: process.stderr }, print: () => undefined, subtle: webcrypto.subtle as never,
    }));
    const does = async (...words: string[]): Promise<string> => {
      const output = await runCommandLine(words, () => Promise.resolve(ok(ports)));
      if (output.exitCode !== 0) throw new Error(`${words.join(' ')}: ${output.exitCode} ${output.stderr}`);
      return output.stdout;
    };
    const acts = async (profile: string, command: Command): Promise<void> => { valueOf(await perform(valueOf(await openProfile(at(profile), ports.board)), command, () => Promise.resolve(ok(passphrase)))); };
    const joins = async (name: string, profile: string, role: string): Promise<void> => {
      await does('board', 'invite', '--profile', 'helena', '--name', name, '--discipline', 'safety', '--roles', role, '-o', `${profile}.json`);
      await does('board', 'join', `${profile}.json`, '--profile', profile, '-o', `${profile}.request`);
      await does('board', 'admit', `${profile}.request`, '--profile', 'helena');
      for (const one of ['helena', profile]) await does('sync', '--profile', one);
      await does('board', 'enter', '--profile', profile);
    };
    mkdirSync(at('store'));
    writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board', minimumVotes: 1, requiredDisciplines: [], residualBar: null, thresholds: [] }));
    await does('board', 'init', '--profile', 'helena', '--name', 'Nordlys Board', '--founder', 'Helena Brandt', '--discipline', 'secretariat', '--roles', 'secretary', '--charter', 'charter.json', '--store', 'store', '--trust-out', 'board-root.pem');
    await joins('Release pipeline', 'submitter', 'submitter');
    await joins('Ingrid Solberg', 'ingrid', 'voter');

    const [submit, gate] = blocks(page('shell.md'), 'sh') as [string, string];
    for (const [name, text] of [['submit.sh', submit], ['gate.sh', gate]] as const) {
      writeFileSync(at(name), text);
      chmodSync(at(name), 0o755);
    }
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, COUNTERSIGN_CHECKOUT: checkout, COUNTERSIGN_PROFILE: at('submitter'), COUNTERSIGN_PASSPHRASE: passphrase, INIT_CWD: undefined };
    const runs = (words: readonly string[], more: Readonly<Record<string, string>> = {}, input = '') => spawnSync(words[0]!, words.slice(1), { cwd: root, encoding: 'utf8', input, env: { ...env, ...more } });

    const release = dirname(dossierFolder());
    const submitted = runs([at('submit.sh'), release], { BUILD_NUMBER: '7' });
    expect(submitted, submitted.stderr).toMatchObject({ status: 0, stdout: expect.stringMatching(/Published\s+aurora-2\.3/) as string });
    expect(JSON.parse(readFileSync(at('check.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(runs([at('submit.sh'), release])).toMatchObject({ status: 0, stdout: expect.stringContaining('is published already') as string });

    writeFileSync(join(release, 'design.md'), '# Design record, second issue\n');
    await does('pack', join(release, 'dossier.yaml'), '-o', 'candidate.dossier');
    const piped = runs(['npm', 'run', '-s', '--prefix', checkout, 'countersign', '--', 'publish', 'candidate.dossier', '--profile', 'submitter', '--passphrase-fd', '0'], { COUNTERSIGN_PASSPHRASE: '' }, passphrase);
    expect(piped, piped.stderr).toMatchObject({ status: 0 });

    writeFileSync(join(release, 'evidence', 'Model2026.json'), '{ "clean_acc": ');
    expect(runs([at('submit.sh'), release])).toMatchObject({ status: 65 });

    await does('sync', '--profile', 'ingrid');
    const { dossiers: [latest] } = JSON.parse(await does('status', '--profile', 'ingrid', '--json')) as { dossiers: { revision: string }[] };
    const on = { dossier: 'aurora-2.3', shown: latest!.revision } as Pick<Command<'give-vote'>, 'dossier' | 'shown'>;
    await acts('ingrid', { name: 'give-vote', ...on, choice: 'approve-with-conditions', reason: 'Once it is watched.', dissent: null, unread: [], conditions: [{ id: 'C-1' as never, text: 'Watch it.', obliged: 'Halden Compute AS', dueOn: '2999-12-31' as never, clause: null }] });
    for (const one of ['ingrid', 'helena']) await does('sync', '--profile', one);
    await acts('helena', { name: 'record-decision', ...on, outcome: 'approved-with-conditions', reason: 'As voted.' });
    await does('packet', '--profile', 'helena', '--dossier', 'aurora-2.3', '-o', 'packet.pdf');

    const model = join(release, 'model.bin');
    const gated = (file: string, more: Readonly<Record<string, string>> = {}, packet = 'packet.pdf', root_ = 'board-root.pem') => runs([at('gate.sh'), packet, root_, file], more);
    expect(gated(model)).toMatchObject({ status: 1, stdout: expect.stringContaining('APPROVED WITH CONDITIONS') as string });
    const allowed = gated(model, { ALLOW_OPEN_CONDITIONS: 'yes' });
    expect(allowed, allowed.stderr).toMatchObject({ status: 0 });
    expect(GateReport.parse(JSON.parse(readFileSync(at('gate.json'), 'utf8')))).toMatchObject({ passed: true, report: { verdict: 'approved-with-conditions' } });
    writeFileSync(at('other.bin'), 'other weights');
    expect(gated(at('other.bin'), { ALLOW_OPEN_CONDITIONS: 'yes' })).toMatchObject({ status: 2, stdout: expect.stringContaining('is not among the artifacts') as string });
    expect(runs([at('gate.sh'), 'packet.pdf', 'board-root.pem'], { ALLOW_OPEN_CONDITIONS: 'yes' }).status).toBe(64);
    const changed = readFileSync(at('packet.pdf'));
    changed[Math.floor(changed.length / 2)]! ^= 1;
    writeFileSync(at('changed.pdf'), changed);
    expect(gated(model, {}, 'changed.pdf').status).toBe(3);
    expect(gated(model, {}, 'nowhere.pdf').status).toBe(66);

    const { dossiers: [decided] } = JSON.parse(await does('status', '--profile', 'helena', '--json')) as { dossiers: { decision: { decision: string } }[] };
    await acts('helena', { name: 'discharge-condition', dossier: on.dossier, decision: decided!.decision.decision as never, condition: 'C-1' as never, basis: 'It is watched.' });
    await does('packet', '--profile', 'helena', '--dossier', 'aurora-2.3', '-o', 'discharged.pdf');
    expect(gated(model, {}, 'discharged.pdf')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^PASSED: APPROVED:/) as string });

    if (spawnSync('curl', ['--version']).status !== 0) return console.info('skipped: curl is not here, so the recipe’s status list is not fetched');
    const listed = (name: string) => gated(model, { STATUS_LIST_URL: `file://${at(name)}` }, 'discharged.pdf');
    await does('board', 'status-list', '--profile', 'helena', '-o', 'first.json');
    expect(listed('first.json')).toMatchObject({ status: 0 });
    // Nothing to fetch, and the file of the last time lies there still.
    expect([0, 1]).not.toContain(listed('nowhere.json').status);
    expect(existsSync(at('countersign-status.json'))).toBe(false);
    writeFileSync(at('page.json'), '<!doctype html>');
    expect(listed('page.json')).toMatchObject({ status: 2 });
    await acts('helena', { name: 'revoke-packet', dossier: on.dossier, packet: sha256(readFileSync(at('discharged.pdf'))), reason: 'Wrong weights were evaluated.' });
    await does('board', 'status-list', '--profile', 'helena', '-o', 'second.json');
    expect(listed('second.json')).toMatchObject({ status: 2, stdout: expect.stringContaining('Wrong weights were evaluated.') as string });
  }, 180_000);
});

describe('the recipe for Kubernetes', () => {
  const [policy, binding] = blocks(page('kubernetes.md'), 'yaml').map((text) => (parseAllDocuments(text)[0] as { toJS(): unknown }).toJS());

  it('denies whatever it can’t compare, and the two objects belong together', () => {
    expect(policy).toMatchObject({ kind: 'ValidatingAdmissionPolicy', metadata: { name: 'approved-images' }, spec: { failurePolicy: 'Fail', paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } } });
    expect(binding).toMatchObject({ kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: 'approved-images', validationActions: ['Deny'], paramRef: { name: 'approved-images', namespace: 'countersign', parameterNotFoundAction: 'Deny' } } });
    const { validations, variables } = (policy as { spec: { validations: { expression: string }[]; variables: { name: string; expression: string }[] } }).spec;
    for (const kind of ['containers', 'initContainers', 'ephemeralContainers']) expect(variables[0]!.expression).toContain(`object.spec.${kind}.map(c, c.image)`);
    // The expression's own pattern, on images as people write them.
    const [, pattern = ''] = /matches\('(.+)'\)/.exec(validations[0]!.expression) ?? [];
    const digest = 'a'.repeat(64);
    expect(['registry.example/a@sha256:X', 'a:1.0@sha256:X'].map((image) => new RegExp(pattern).test(image.replace('X', digest)))).toEqual([true, true]);
    expect(['a:1.0', 'a', `a@sha256:${digest}0`, `a@sha256:${digest.toUpperCase()}`, `a@sha256:${digest}:latest`, `sha256:${digest}`].map((image) => new RegExp(pattern).test(image))).toEqual([false, false, false, false, false, false]);
    expect(validations[1]!.expression).toContain("image.split('@sha256:')[1] in params.data");
  });

  // The checkout's command judges at the real time, so an approval that holds is one that its clock is set for.
  it.runIf(process.platform !== 'win32' && spawnSync('jq', ['--version']).status === 0 && spawnSync('npm', ['--version']).status === 0)('its script lists what packets approve now, and nothing else', async () => {
    const made = await gateFolder();
    try {
      const [script] = blocks(page('kubernetes.md'), 'sh') as [string];
      writeFileSync(made.at('approved-images.sh'), script);
      chmodSync(made.at('approved-images.sh'), 0o755);
      const image = 'registry.halden.example/aurora-serve@sha256:dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986';
      const list = (packets: Readonly<Record<string, string | null>>, now = '2026-11-20T09:00:00.000Z') => {
        rmSync(made.at('packets'), { recursive: true, force: true });
        mkdirSync(made.at('packets'));
        for (const [name, images] of Object.entries(packets)) {
          copyFileSync(made.at(`${name}.pdf`), made.at(`packets/${name}.pdf`));
          if (images !== null) writeFileSync(made.at(`packets/${name}.images`), images);
        }
        const ran = spawnSync(made.at('approved-images.sh'), ['root.pem', 'packets'], { cwd: made.folder, encoding: 'utf8', env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, COUNTERSIGN_CHECKOUT: checkout, COUNTERSIGN_CLOCK: now, INIT_CWD: undefined } });
        expect(ran.status, ran.stderr).toBe(0);
        return { map: JSON.parse(ran.stdout) as { data: Record<string, string> }, said: ran.stderr };
      };
      const { map } = list({ approved: `${image}\n` });
      expect(map).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'approved-images', namespace: 'countersign' }, data: { dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986: 'NSRB-2026-017 until 2027-05-18T23:59:59.999Z' } });
      expect(Object.keys(list({ approved: image, changed: image, conditional: image, rejected: null }).map.data)).toHaveLength(1);
      for (const [packets, now] of [[{ approved: image.replace('dbc1', 'dbc2') }], [{ approved: `${image}\n${image.replace('dbc1', 'dbc2')}` }], [{ approved: 'registry.halden.example/aurora-serve:2.3.0' }], [{ approved: null }], [{ changed: image }], [{ conditional: image }], [{}], [{ approved: image }, '2028-01-01T00:00:00.000Z']] as const) {
        expect(list(packets as Readonly<Record<string, string | null>>, now).map.data).toEqual({});
      }
    } finally {
      rmSync(made.folder, { recursive: true });
    }
  }, 120_000);
});
