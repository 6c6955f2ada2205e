/** The real child process, started from its source: hostile files cost at most their own reading. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { openParserProcess, parserLimits, type ParserLimits } from '../../../electron/parser/parser-client.ts';
import type { EvidenceParser, SourceFile } from '../../../electron/parser/parser.ts';
import { modelInfo, progress, runConfig } from '../../builders/evidence-text.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

const entry = fileURLToPath(new URL('../../../electron/parser/parser-process.ts', import.meta.url));
let open: EvidenceParser[] = [];
const parserWith = (limits: Partial<ParserLimits> = {}): EvidenceParser => {
  const parser = openParserProcess(entry, { ...parserLimits, ...limits });
  open.push(parser);
  return parser;
};
afterEach(async () => {
  await Promise.all(open.map((parser) => parser.close()));
  open = [];
});

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly SourceFile[]> {
  const folder = await temporaryFolder();
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return { name, path: join(folder, name) };
  });
}
const read = (parser: EvidenceParser, files: readonly SourceFile[], format: string | null = null) => parser.read({ files, format, kind: null, answers: {} });

describe('the parser process', () => {
  it('gathers what belongs together, reads it, and says by which digest', async () => {
    const parser = parserWith();
    const files = await folderWith({ 'config.json': runConfig(12), 'model.json': modelInfo(), 'progress.txt': progress(12) });
    const pieces = valueOf(await parser.gather(files));
    expect(pieces.map((piece) => piece.map(({ name }) => name))).toEqual([['config.json', 'progress.txt'], ['model.json']]);
    const answer = valueOf(await read(parser, pieces[0]!));
    expect(answer).toMatchObject({ format: 'safety-starter-agents', reading: { ok: true, value: { evidence: { run: { completeness: 'complete' } } } } });
    expect(answer.files[0]).toMatchObject({ name: 'config.json', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('E-6 is killed when a piece takes too long, and the next piece is read by the next one', async () => {
    const parser = parserWith({ timeMs: 400 });
    // Much too much to be read in that time, whatever the machine.
    const [slow, good] = await folderWith({ 'slow.json': `[${'{"a":1},'.repeat(6_000_000)}{}]`, 'good.json': modelInfo() });
    const answer = await read(parser, [slow!], 'robustbench');
    expect(answer).toMatchObject({ ok: false, trouble: { code: 'evidence/parser-stopped', params: { name: 'slow.json', over: 'time' }, rule: 'E-6' } });
    const patient = parserWith();
    expect(valueOf(await read(patient, [good!])).reading.ok).toBe(true);
  });

  it('E-6 is killed when a piece takes too much memory, and goes on with a new one', async () => {
    const parser = parserWith({ memoryBytes: 200 * 1024 * 1024, timeMs: 60_000 });
    const [large, good] = await folderWith({ 'large.json': `[${'[1.5,[2.5]],'.repeat(4_500_000)}1]`, 'good.json': modelInfo() });
    expect(await read(parser, [large!], 'robustbench')).toMatchObject({ ok: false, trouble: { code: 'evidence/parser-stopped', params: { name: 'large.json', over: 'memory' } } });
    expect(valueOf(await read(parser, [good!])).format).toBe('robustbench');
  });

  it('refuses what is too large, missing or changed into a link, by name, and keeps to what it was asked', async () => {
    const parser = parserWith();
    const [gone, there] = await folderWith({ 'gone.json': '{}', 'there.json': modelInfo() });
    rmSync(gone!.path);
    expect(codeOf(await read(parser, [gone!]))).toBe('input/not-found');
    writeFileSync(gone!.path, new Uint8Array(65 * 1024 * 1024));
    expect(await read(parser, [gone!])).toMatchObject({ ok: false, trouble: { code: 'input/too-large', params: { name: 'gone.json' } } });
    expect(valueOf(await read(parser, [there!])).reading.ok).toBe(true);
    expect(valueOf(await parser.gather([gone!, there!])).length).toBe(2);
  });

  it('answers calls that come at once in their order', async () => {
    const parser = parserWith();
    const files = await folderWith(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`m${index}.json`, modelInfo()])));
    const answers = await Promise.all(files.map((file) => read(parser, [file])));
    expect(answers.map((answer) => valueOf(answer).files[0]!.name)).toEqual(files.map(({ name }) => name));
  });
});

describe('E-6 hostile files in the real process: each refused or read within its limits, the others read', () => {
  const bomb = zipSync({ 'header.json': new Uint8Array(63 * 1024 * 1024) }, { level: 9 });
  const hostile: readonly (readonly [string, () => string | Uint8Array])[] = [
    ['a line of 60 MB', () => 'x'.repeat(60 * 1024 * 1024)],
    ['JSON in one line of 50 MB', () => `{"clean_acc":"${'9'.repeat(50 * 1024 * 1024)}"}`],
    ['1,000,000 levels', () => '['.repeat(1_000_000)],
    ['1,000,000 levels of YAML', () => `a: ${'['.repeat(1_000_000)}`],
    ['1,000,000 levels of YAML lists', () => '- '.repeat(1_000_000)],
    ['1,000,000 levels of XML', () => '<a>'.repeat(1_000_000)],
    ['1,000,000 levels of S-expressions', () => '('.repeat(1_000_000)],
    ['an archive that unpacks to 63 MB of zeros', () => bomb],
    ['a YAML of anchors that multiply', () => `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array<string>(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`).join('\n')}\n`],
    ['a table of 2,000,000 columns', () => `${'a,'.repeat(2_000_000)}b\n`],
    ['a table of 3,000,000 rows', () => 'a,b,c\n'.repeat(3_000_000)],
    ['quotes without end', () => `a,b\n${'"'.repeat(10_000_001)}`],
    ['front matter without end', () => `---\n${'a: b\n'.repeat(1_000_000)}`],
    ['an XML of 1,000,000 attributes', () => `<testsuites ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`],
    ['JSON lines of 2,000,000 values', () => '{"entry_type":"attempt"}\n'.repeat(2_000_000)],
  ];
  it.each(hostile)('%s', async (_, make) => {
    const parser = parserWith();
    const files = await folderWith({ 'a-hostile': make(), 'z-good.json': modelInfo() });
    const pieces = valueOf(await parser.gather(files));
    expect(pieces.flat().length).toBe(2);
    const answer = await read(parser, [files[0]!]);
    const trouble = !answer.ok ? answer.trouble : !answer.value.reading.ok ? answer.value.reading.trouble : null;
    if (trouble === null) expect((answer as { value: { reading: { value: { evidence: { verdict: string } } } } }).value.reading.value.evidence.verdict).not.toBe('pass');
    else {
      expect(trouble.family).toBe('refusal');
      expect(JSON.stringify(trouble.params)).toContain('a-hostile');
    }
    expect(valueOf(await read(parser, [files[1]!])).format).toBe('robustbench');
  }, 60_000);
});
