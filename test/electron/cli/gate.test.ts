import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandOutput } from '../../../electron/cli/output.ts';
import { GateReport } from '../../../shared/packet/gate-report.ts';
import { demandSteps, exitCodes } from '../../../shared/packet/verdict.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { fault } from '../../../shared/result.ts';
import { gateFolder, type GateFolder } from '../../builders/gate-folder.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { valueOf } from '../../builders/test-vault.ts';

let made: GateFolder;
const gate = (...words: string[]): Promise<CommandOutput> => made.run(['gate', ...words]);
const good = ['approved.pdf', '--trust', 'root.pem', '--artifact', 'model.bin'];
const policy = (name: string, value: unknown): string => { writeFileSync(made.at(name), typeof value === 'string' ? value : JSON.stringify(value)); return name; };
const own = (over: object): object => ({ format: 1, kind: 'packet-policy', ...over });

beforeAll(async () => {
  made = await gateFolder();
  policy('strict.json', own({ require: { conditionsClosed: true, approvals: 3, disciplines: ['legal'] }, maxAge: '30d', allow: { boards: [made.board], products: ['aurora-7b'], vendors: ['Halden Compute AS'] } }));
  policy('strict.yaml', `format: 1\nkind: packet-policy\nrequire: { conditionsClosed: true, approvals: 3, disciplines: [legal] }\nmaxAge: 30d\nallow: { boards: ["${made.board}"], products: [aurora-7b] }\n`);
  policy('other-board.json', own({ allow: { boards: ['a'.repeat(64)] } }));
  policy('timestamp.json', own({ require: { timestamp: true } }));
  policy('newer.json', own({ format: 2 }));
  policy('misspelt.json', own({ require: { approval: 1 } }));
  policy('twice.json', '{"format":1,"kind":"packet-policy","maxAge":"1d","maxAge":"9000d"}');
  policy('twice.yaml', 'format: 1\nkind: packet-policy\nmaxAge: 1d\nmaxAge: 9000d\n');
  policy('tag.yaml', 'format: 1\nkind: packet-policy\nmaxAge: !!str 1d\n');
  policy('two.yaml', 'format: 1\nkind: packet-policy\nmaxAge: 1d\n---\nformat: 1\nkind: packet-policy\n');
  policy('newer.yaml', 'format: 2\nkind: packet-policy\nrequire: { somethingNew: true }\n');
  writeFileSync(made.at('huge.pdf'), '%PDF-1.7\n');
  truncateSync(made.at('huge.pdf'), 600 * 1024 * 1024);
  policy('empty.yaml', '');
  policy('not.yaml', 'format: [1');
}, 60_000);
afterAll(() => rmSync(made.folder, { recursive: true }));

describe('a release goes out', () => {
  test.each<[string, string[]]>([
    ['with its artifact', good],
    ['by its digest', ['approved.pdf', '--trust', 'root.pem', '--artifact-digest', 'sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a']],
    ['by the digest of an image', ['approved.pdf', '--trust', 'root.pem', '--artifact-digest', 'registry.example/a/b@sha256:DBC1B4C900FFE48D575B5DA5C638040125F65DB0FE3E24494B76EA986457D986']],
    ['with nothing to compare, said plainly', ['approved.pdf', '--trust', 'root.pem', '--no-artifact']],
    ['under the second of three roots', ['approved.pdf', '--trust', 'conditional.pem', '--trust', 'root.pem', '--trust', 'rejected.pem', '--artifact', 'model.bin']],
    ['with a policy that it meets', [...good, '--policy', 'strict.json']],
    ['with the same policy in YAML', [...good, '--policy', 'strict.yaml']],
    ['young enough', [...good, '--max-age', '1d']],
    ['with open conditions that are allowed', ['conditional.pdf', '--trust', 'conditional.pem', '--artifact', 'model.bin', '--allow-open-conditions']],
  ])('%s: 0, and one line', async (_, words) => {
    const output = await gate(...words);
    expect(output).toMatchObject({ exitCode: 0, stderr: '' });
    expect(output.stdout).toMatch(/^PASSED: APPROVED.*\.\n$/);
  });
});

describe('a release is stopped', () => {
  test.each<[string, string[], number]>([
    ['open conditions', ['conditional.pdf', '--trust', 'conditional.pem', '--artifact', 'model.bin'], 1],
    ['open conditions, allowed, but the policy wants them closed', ['conditional.pdf', '--trust', 'conditional.pem', '--artifact', 'model.bin', '--allow-open-conditions', '--policy', 'strict.json'], 2],
    ['a rejection', ['rejected.pdf', '--trust', 'rejected.pem', '--artifact', 'model.bin'], 2],
    ['another file', ['approved.pdf', '--trust', 'root.pem', '--artifact', 'other.bin'], 2],
    ['one of two files', [...good, '--artifact', 'other.bin'], 2],
    ['an empty file', ['approved.pdf', '--trust', 'root.pem', '--artifact', 'empty.yaml'], 2],
    ['too old', [...good, '--max-age', '60m'], 2],
    ['too old for the command line, not for the policy', [...good, '--policy', 'strict.json', '--max-age', '60m'], 2],
    ['a board that the policy doesn’t know', [...good, '--policy', 'other-board.json'], 2],
    ['no timestamp where one is demanded', [...good, '--policy', 'timestamp.json'], 4],
    ['another board’s root', ['approved.pdf', '--trust', 'conditional.pem', '--artifact', 'model.bin'], 3],
    ['none of three roots', ['approved.pdf', '--trust', 'conditional.pem', '--trust', 'sample.pem', '--trust', 'rejected.pem', '--artifact', 'model.bin'], 3],
    ['a sample', ['sample.pdf', '--trust', 'sample.pem', '--artifact', 'model.bin'], 3],
    ['a changed packet', ['changed.pdf', '--trust', 'root.pem', '--artifact', 'model.bin'], 3],
    ['a broken PDF', ['broken.pdf', '--trust', 'root.pem', '--artifact', 'model.bin'], 3],
    ['no PDF', ['notes.txt', '--trust', 'root.pem', '--artifact', 'model.bin'], 65],
    ['the artifact itself as packet', ['model.bin', '--trust', 'root.pem', '--artifact', 'model.bin'], 65],
  ])('%s: its verdict’s code, and one line', async (_, words, exitCode) => {
    const output = await gate(...words);
    expect(output).toMatchObject({ exitCode, stderr: '' });
    expect(output.stdout).toMatch(/^STOPPED: [^\n]+\n$/);
  });

  test('after the packet has expired', async () => {
    expect(await made.run(['gate', ...good], { now: '2028-01-01T00:00:00.000Z' })).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('expired') as string });
  });

  test.each<[string, string[], number]>([
    ['no root', ['approved.pdf', '--artifact', 'model.bin'], 64], ['an empty root', ['approved.pdf', '--trust', '', '--artifact', 'model.bin'], 64], ['an empty one beside a good one', [...good, '--trust', ''], 64],
    ['nothing said of artifacts', ['approved.pdf', '--trust', 'root.pem'], 64], ['artifacts and none', [...good, '--no-artifact'], 64], ['no packet', ['--trust', 'root.pem', '--no-artifact'], 64], ['two packets', [...good, 'sample.pdf'], 64],
    ['a time to judge at', [...good, '--at', '2026-11-20T09:00:00.000Z'], 64], ['a sample asked for', ['sample.pdf', '--trust', 'sample.pem', '--no-artifact', '--allow-sample'], 64], ['an option that there isn’t', [...good, '--force'], 64],
    ['an age that is none', [...good, '--max-age', ''], 64], ['an age in words', [...good, '--max-age', 'forever'], 64], ['an age twice', [...good, '--max-age', '1m', '--max-age', '900d'], 64], ['two policies', [...good, '--policy', 'strict.json', '--policy', 'strict.yaml'], 64],
    ['a digest that is none', ['approved.pdf', '--trust', 'root.pem', '--artifact-digest', ''], 64], ['a digest of another kind', ['approved.pdf', '--trust', 'root.pem', '--artifact-digest', `sha1:${'0'.repeat(40)}`], 64],
    ['a digest too long', ['approved.pdf', '--trust', 'root.pem', '--artifact-digest', `sha256:${'0'.repeat(65)}`], 64], ['an option for a value', ['approved.pdf', '--trust', 'root.pem', '--artifact', '--quiet'], 64], ['quiet JSON', [...good, '--quiet', '--json'], 64],
    ['a report over the packet', [...good, '--report', 'approved.pdf'], 64], ['a report over the artifact', [...good, '--junit', 'model.bin'], 64], ['two reports in one', [...good, '--junit', 'x', '--sarif', 'x'], 64],
    ['a value for a flag', [...good, '--allow-open-conditions=yes'], 64],
    ['no such packet', ['absent.pdf', '--trust', 'root.pem', '--no-artifact'], 66], ['a folder for a packet', ['.', '--trust', 'root.pem', '--no-artifact'], 66], ['no such root', ['approved.pdf', '--trust', 'absent.pem', '--no-artifact'], 66],
    ['no such root beside a good one', [...good, '--trust', 'absent.pem'], 66], ['no such artifact', ['approved.pdf', '--trust', 'root.pem', '--artifact', 'absent.bin'], 66], ['an empty artifact name', ['approved.pdf', '--trust', 'root.pem', '--artifact', ''], 66],
    ['a folder for an artifact', [...good, '--artifact', '.'], 66], ['no such policy', [...good, '--policy', 'absent.json'], 66], ['an empty policy name', [...good, '--policy', ''], 66],
    ['a root that is none', ['approved.pdf', '--trust', 'notes.txt', '--no-artifact'], 65], ['a root that is none beside a good one', [...good, '--trust', 'notes.txt'], 65], ['the packet as its own root', ['approved.pdf', '--trust', 'approved.pdf', '--no-artifact'], 65],
    ['a newer policy', [...good, '--policy', 'newer.json'], 65], ['a misspelt policy', [...good, '--policy', 'misspelt.json'], 65], ['a policy that says a thing twice', [...good, '--policy', 'twice.json'], 65], ['a YAML policy that says a thing twice', [...good, '--policy', 'twice.yaml'], 65], ['one with a tag', [...good, '--policy', 'tag.yaml'], 65], ['two policies in one file', [...good, '--policy', 'two.yaml'], 65], ['a newer one in YAML', [...good, '--policy', 'newer.yaml'], 65],
    ['a packet of 600 MB', ['huge.pdf', '--trust', 'root.pem', '--no-artifact'], 65], ['a root of 600 MB', ['approved.pdf', '--trust', 'huge.pdf', '--no-artifact'], 65], ['a policy of 600 MB', [...good, '--policy', 'huge.pdf'], 65],
    ['an authority for times that is none', [...good, '--tsa-trust', 'notes.txt'], 65], ['no such authority for times', [...good, '--tsa-trust', 'absent.pem'], 66], ['an empty policy', [...good, '--policy', 'empty.yaml'], 65], ['a policy that is no YAML', [...good, '--policy', 'not.yaml'], 65],
    ['a report where none can be', [...good, '--report', 'notes.txt/report.json'], 73],
  ])('%s: no verdict, nothing on standard output', async (_, words, exitCode) => {
    const output = await gate(...words);
    expect(output).toMatchObject({ exitCode, stdout: '' });
    expect(output.stderr).toMatch(/^countersign gate: .+\n$/);
  });

  test('a disk that fails, and a program that does', async () => {
    expect(await made.run(['gate', ...good], { files: { read: (path) => Promise.resolve(fault('disk/read', { path, errno: 'EIO' })) } })).toMatchObject({ exitCode: 74, stdout: '' });
    expect(await made.run(['gate', ...good], { files: { read: () => Promise.reject(new Error('a bug')) } })).toMatchObject({ exitCode: 70, stdout: '' });
    expect(await made.run(['gate', ...good, '--report', 'r.json'], { files: { write: (path) => Promise.resolve(fault('disk/full', { path })) } })).toMatchObject({ exitCode: 73, stdout: '' });
  });

  test.runIf(process.platform !== 'win32')('links: followed to what they name, and a loop is nothing', async () => {
    symlinkSync('model.bin', made.at('link.bin'));
    symlinkSync('other.bin', made.at('sly.bin'));
    symlinkSync('loop.bin', made.at('loop.bin'));
    const withFile = (name: string) => gate('approved.pdf', '--trust', 'root.pem', '--artifact', name);
    expect((await withFile('link.bin')).exitCode).toBe(0);
    expect((await withFile('sly.bin')).exitCode).toBe(2);
    expect((await withFile('loop.bin')).exitCode).toBe(74);
    expect((await withFile('/dev/null')).exitCode).toBe(66);
  });

  test.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('an artifact that may not be read', async () => {
    writeFileSync(made.at('secret.bin'), new Uint8Array([1]));
    chmodSync(made.at('secret.bin'), 0);
    expect((await gate('approved.pdf', '--trust', 'root.pem', '--artifact', 'secret.bin')).exitCode).toBe(74);
  });
});

describe('what it writes', () => {
  test('--quiet: the exit code only; --json: one object', async () => {
    expect(await gate(...good, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const output = await gate(...good, '--json', '--artifact', 'other.bin');
    const report = GateReport.parse(JSON.parse(output.stdout));
    expect(report).toMatchObject({ passed: false, exitCode: output.exitCode, artifacts: [{ name: 'model.bin', sha256: made.sha256('model.bin') }, { name: 'other.bin' }], report: { verdict: 'not-approved', exitCode: 2 } });
  });

  test.each<[string, string[]]>([
    ['passed', good], ['open conditions', ['conditional.pdf', '--trust', 'conditional.pem', '--no-artifact']], ['open conditions, allowed', ['conditional.pdf', '--trust', 'conditional.pem', '--no-artifact', '--allow-open-conditions']], ['another file', [...good, '--artifact', 'other.bin']],
    ['a changed packet', ['changed.pdf', '--trust', 'root.pem', '--no-artifact']], ['no PDF', ['notes.txt', '--trust', 'root.pem', '--no-artifact']], ['no such file', ['absent<&">.pdf', '--trust', 'root.pem', '--no-artifact']], ['a demand left open', [...good, '--policy', 'timestamp.json']],
  ])('%s: JSON, JUnit and SARIF agree with the exit code', async (_, words) => {
    for (const name of ['r.json', 'r.xml', 'r.sarif']) rmSync(made.at(name), { force: true });
    const { exitCode } = await gate(...words, '--report', 'r.json', '--junit', 'r.xml', '--sarif', 'r.sarif');
    const read = (name: string): string => readFileSync(made.at(name), 'utf8');
    const report = GateReport.parse(JSON.parse(read('r.json')));
    expect(report).toMatchObject({ exitCode, passed: exitCode === 0 });
    const suite = valueOf(readEvidence({ files: [rawFile('r.xml', read('r.xml'))], format: 'junit-xml', kind: null, answers: {} })).evidence;
    expect(suite.verdict).toBe(exitCode === 0 ? 'pass' : 'fail');
    const log = valueOf(readEvidence({ files: [rawFile('r.sarif', read('r.sarif'))], format: 'sarif', kind: null, answers: {} })).evidence;
    const errors = (JSON.parse(read('r.sarif')) as { runs: { results: { level: string }[] }[] }).runs[0]!.results.filter(({ level }) => level === 'error').length;
    expect(errors > 0).toBe(exitCode !== 0);
    expect(log.kind).toBe('ci');
  });

  test('verify takes the same demands, and says them with the facts', async () => {
    const output = await made.run(['verify', 'approved.pdf', '--trust', 'root.pem', '--artifact', 'model.bin', '--policy', 'strict.json', '--junit', 'v.xml', '--json']);
    expect(output).toMatchObject({ exitCode: 0, stderr: '' });
    const { facts } = JSON.parse(output.stdout) as { facts: { step: string; result: string }[] };
    const own_ = facts.filter(({ step }) => (demandSteps as readonly string[]).includes(step));
    expect(own_.map(({ step, result }) => [step, result])).toEqual(['artifacts', 'max-age', 'require-conditions-closed', 'require-approvals', 'require-disciplines', 'allow-boards', 'allow-products', 'allow-vendors'].map((step) => [step, 'passed']));
    expect(existsSync(made.at('v.xml'))).toBe(true);
    expect(await made.run(['verify', 'conditional.pdf', '--trust', 'conditional.pem', '--require-conditions-closed'])).toMatchObject({ exitCode: 2 });
    expect((await made.run(['verify', 'approved.pdf', '--trust', 'root.pem', '--artifact', 'other.bin'])).stdout).toMatch(/^NOT APPROVED: .+other\.bin \(SHA-256 [0-9a-f]{8}\) is not among[^]+ {2}Failed +Artifacts +other\.bin/);
  });
});

test('no combination of options lets out what is not approved', async () => {
  mkdirSync(made.at('folder'));
  appendFileSync(made.at('long.bin'), new Uint8Array(100));
  const truth: Readonly<Record<string, string>> = { 'approved.pdf': 'root.pem', 'conditional.pdf': 'conditional.pem' };
  const files = ['approved.pdf', 'conditional.pdf', 'rejected.pdf', 'sample.pdf', 'changed.pdf', 'cut.pdf', 'broken.pdf', 'notes.txt', 'absent.pdf', 'folder', 'model.bin', 'root.pem', ''];
  const mostly = <T>(usual: readonly T[], odd: readonly T[]) => fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
  let passed = 0;
  await fc.assert(fc.asyncProperty(
    fc.record({
      file: mostly(['approved.pdf', 'conditional.pdf'], files), trust: fc.array(mostly(['root.pem', 'conditional.pem'], ['rejected.pem', 'sample.pem', 'notes.txt', 'absent.pem', 'approved.pdf', '']), { maxLength: 3 }),
      artifacts: fc.array(mostly(['model.bin'], ['other.bin', 'long.bin', 'absent.bin', 'folder', '']), { maxLength: 2 }), digests: fc.array(mostly(['model.bin'], ['other.bin', 'x']), { maxLength: 1 }),
      none: mostly([false], [true]), open: fc.boolean(), policy: mostly([null, 'strict.json'], ['strict.yaml', 'other-board.json', 'timestamp.json', 'newer.json', '']), age: mostly([null, '1d'], ['1m', 'x', '']),
      now: mostly(['2026-11-20T09:00:00.000Z'], ['2026-11-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z', 'yesterday']), more: mostly([''], ['--json', '--quiet', '--force', '--at', '--allow-sample', '--help=no']),
    }),
    async ({ file, trust, artifacts, digests, none, open, policy: name, age, now, more }) => {
      const words = [
        file, ...trust.flatMap((one) => ['--trust', one]), ...artifacts.flatMap((one) => ['--artifact', one]), ...digests.flatMap((one) => ['--artifact-digest', one === 'x' ? 'sha256:x' : `sha256:${made.sha256(one)}`]),
        ...(none ? ['--no-artifact'] : []), ...(open ? ['--allow-open-conditions'] : []), ...(name === null ? [] : ['--policy', name]), ...(age === null ? [] : ['--max-age', age]), ...(more === '' ? [] : [more]),
      ];
      const { exitCode } = await made.run(['gate', ...words], { now });
      const readable = trust.every((one) => one.endsWith('.pem') && one !== 'absent.pem');
      const named = [...artifacts, ...digests];
      const policyMet = name === null || ((name === 'strict.json' || name === 'strict.yaml') && file === 'approved.pdf');
      const expected = (file === 'approved.pdf' || (file === 'conditional.pdf' && open)) && readable && trust.includes(truth[file]!) && named.every((one) => one === 'model.bin') && (named.length > 0) !== none && policyMet
        && (age === null || age === '1d') && now === '2026-11-20T09:00:00.000Z' && ['', '--json', '--quiet'].includes(more);
      if (expected) passed++;
      expect(exitCode === 0, JSON.stringify({ words, exitCode })).toBe(expected);
      if (exitCode !== 0) expect([...Object.values(exitCodes).filter((code) => code !== 0), 64, 66, 74]).toContain(exitCode);
    },
  ), { numRuns: 500, seed: 20261127 });
  expect(passed).toBeGreaterThan(30);
}, 120_000);

test('no packet with a byte changed, added or cut off is let out', async () => {
  const bytes = readFileSync(made.at('approved.pdf'));
  await fc.assert(fc.asyncProperty(
    fc.constantFrom('flip', 'add', 'cut'), fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }),
    async (how, at, by) => {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= by;
      writeFileSync(made.at('hostile.pdf'), how === 'flip' ? flipped : how === 'add' ? Buffer.concat([bytes, Buffer.alloc(1 + (at % 40), by)]) : bytes.subarray(0, at));
      const { exitCode } = await gate('hostile.pdf', '--trust', 'root.pem', '--artifact', 'model.bin', '--allow-open-conditions');
      expect([3, 4, 65], `${how} ${at} ${by}`).toContain(exitCode);
    },
  ), { numRuns: 150, seed: 20261127 });
}, 60_000);
