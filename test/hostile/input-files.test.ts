import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { CommandOutput } from '../../electron/cli/output.ts';
import { dossierYaml, hazardsJson } from '../builders/dossier-folder.ts';
import { freshBoard, saysPlainly } from './decided-board.ts';

const fixture = freshBoard();

/** Packs the release team's folder with one file of another content, and checks that nothing was written. */
async function packs(file: string, content: string | Uint8Array): Promise<CommandOutput> {
  const { at, countersign } = fixture.board;
  writeFileSync(at('source', file), content);
  const output = await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier');
  if (output.exitCode !== 0) expect(existsSync(at('new.dossier'))).toBe(false);
  return output;
}

const long = '['.repeat(100_000);
const hazardWith = (parts: string): string => hazardsJson().replace('"title":', `${parts},"title":`);

describe('pack names the file, the place and what it expected', () => {
  test.each<[string, string, string | Uint8Array, string[]]>([
    ['a manifest that is no YAML', 'dossier.yaml', 'format: 1\ndossier: [', ['dossier.yaml', 'line 2']],
    ['a key twice in the manifest', 'dossier.yaml', `${dossierYaml}dossier: other\n`, ['dossier.yaml', 'line']],
    ['an alias in the manifest', 'dossier.yaml', dossierYaml.replace('owners: [Halden Compute AS]', 'owners: &a [x]\nnotCovered: *a'), ['dossier.yaml', 'line']],
    ['a manifest of a newer format', 'dossier.yaml', dossierYaml.replace('format: 1', 'format: 2'), ['dossier.yaml', 'format 2', 'up to 1']],
    ['a manifest that is no number where one must be', 'dossier.yaml', dossierYaml.replace('value: 55', 'value: .nan'), ['dossier.yaml', 'line', 'number']],
    ['a path with ..', 'dossier.yaml', dossierYaml.replace('design.md', '../charter.json'), ['dossier.yaml', '../charter.json']],
    ['an absolute path', 'dossier.yaml', dossierYaml.replace('file: design.md', 'file: /etc/hostname'), ['dossier.yaml', '/etc/hostname']],
    ['a path with a NUL', 'dossier.yaml', dossierYaml.replace('file: design.md', 'file: "design\\0.md"'), ['dossier.yaml']],
    ['severity 11', 'hazards.json', hazardsJson([{ inherent: { severity: 11, likelihood: 2, detectability: 2 } }]), ['hazards.json', 'hazards[0].inherent.severity', '10', '11']],
    ['severity 11 in CSV', 'hazards.json', 'id,title,severity,likelihood,detectability\nH-1,Fire,11,2,2\n', ['hazards.json', 'row 2, column severity', '11']],
    ['severity 5.5', 'hazards.json', hazardsJson([{ inherent: { severity: 5.5, likelihood: 2, detectability: 2 } }]), ['hazards.json', 'severity', '5.5']],
    ['a name twice', 'hazards.json', hazardWith('"id":"H-001","id":"H-002"'), ['hazards.json', '“id”']],
    ['NaN', 'hazards.json', hazardsJson().replace(/"severity":8/, '"severity":NaN'), ['hazards.json', 'line 1, column']],
    ['a comma too many', 'hazards.json', hazardsJson().replace(/\]\}$/, ',]}'), ['hazards.json', 'line 1, column']],
    ['half of a character pair', 'hazards.json', hazardsJson().replace('Names a wrong dose', '\\ud800'), ['hazards.json', 'half of a character pair']],
    ['a NUL byte', 'hazards.json', hazardsJson().replace('wrong', '\u0000'), ['hazards.json', 'line 1, column']],
    ['nesting without end', 'hazards.json', long, ['hazards.json', 'levels']],
    ['__proto__', 'hazards.json', hazardWith('"__proto__":{"isAdmin":true}'), ['hazards.json', '__proto__']],
    ['bytes that are no UTF-8', 'hazards.json', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), ['hazards.json', 'offset 1']],
    ['an empty file', 'hazards.json', '', ['hazards.json']],
    ['a newer format of the hazards', 'hazards.json', hazardsJson().replace('"format":1', '"format":7'), ['hazards.json', 'format 7']],
    ['evidence with a number out of its range', 'evidence/Model2026.json', '{"clean_acc":"189","autoattack_acc":"60","external":"x"}', ['evidence/Model2026.json']],
  ])('%s', async (_, file, content, words) => {
    const output = await packs(file, content);
    saysPlainly(output, ...words);
    expect(output.exitCode).toBe(65);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('a missing file of each part, with its path', async () => {
    const { at, countersign } = fixture.board;
    for (const file of ['hazards.json', 'design.md', 'model.bin']) {
      const bytes = readFileSync(at('source', file));
      rmSync(at('source', file));
      const output = await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier');
      saysPlainly(output, at('source', file));
      expect(output.exitCode).toBe(66);
      writeFileSync(at('source', file), bytes);
    }
    expect((await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier')).exitCode).toBe(0);
  });

  test('200 MB of JSON, unread', async () => {
    const { at, countersign } = fixture.board;
    for (const file of ['hazards.json', 'dossier.yaml']) {
      const bytes = readFileSync(at('source', file));
      truncateSync(at('source', file), 200 * 1024 * 1024);
      const output = await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier');
      saysPlainly(output, file, '209.72 MB');
      expect(output.exitCode).toBe(65);
      writeFileSync(at('source', file), bytes);
    }
  });

  test('links, a pipe and a folder in the source folder; a hard link is a file like any other', async () => {
    const { at, countersign } = fixture.board;
    const replace = (make: () => void): void => { rmSync(at('source', 'design.md'), { recursive: true, force: true }); make(); };
    for (const make of [
      () => { symlinkSync('/etc/hostname', at('source', 'design.md')); }, () => { symlinkSync('design.md', at('source', 'design.md')); }, () => { symlinkSync('nowhere', at('source', 'design.md')); },
      () => { execFileSync('mkfifo', [at('source', 'design.md')]); }, () => { mkdirSync(at('source', 'design.md')); },
    ]) {
      replace(make);
      const output = await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier');
      saysPlainly(output, 'design.md');
      expect([65, 66]).toContain(output.exitCode);
    }
    replace(() => { writeFileSync(at('elsewhere.md'), '# Design\n'); linkSync(at('elsewhere.md'), at('source', 'design.md')); });
    expect((await countersign('pack', 'source/dossier.yaml', '-o', 'new.dossier')).exitCode).toBe(0);
    // A linked folder on the way is a link too.
    rmSync(at('source', 'evidence'), { recursive: true });
    symlinkSync('/etc', at('source', 'evidence'));
    expect((await countersign('pack', 'source/dossier.yaml', '-o', 'newer.dossier')).exitCode).toBe(65);
  });
});

describe('publish takes no archive but a whole one, and nothing of it stays', () => {
  const stored = (): readonly string[] => fixture.board.filesOf('helena/vault/objects');
  const entry = `objects/${'0'.repeat(64)}`;
  const archives: readonly (readonly [string, () => Uint8Array, readonly string[]])[] = [
    ['one that is cut', () => readFileSync(fixture.board.at('aurora.dossier')).subarray(0, 900), ['bad.dossier']],
    ['one with a flipped byte', () => { const bytes = readFileSync(fixture.board.at('aurora.dossier')); bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0x10, bytes.length >> 1); return bytes; }, ['bad.dossier']],
    ['one with a path that leads out', () => zipSync({ 'fmt.json': new Uint8Array(2), '../../outside': new Uint8Array(3) }), ['bad.dossier']],
    ['a bomb', () => zipSync({ [entry]: new Uint8Array(60 * 1024 * 1024) }, { level: 9 }), ['bad.dossier', '200 to 1']],
    ['one of a newer format', () => zipSync({ 'fmt.json': new TextEncoder().encode('{"format":2,"kind":"dossier"}') }), ['bad.dossier', 'fmt.json', 'format 2']],
    ['nothing', () => new Uint8Array(0), ['bad.dossier']],
    ['text', () => new TextEncoder().encode('not an archive'), ['bad.dossier']],
  ];
  test.each(archives)('%s', async (_, bytes, words) => {
    const { at, countersign } = fixture.board;
    const before = stored();
    writeFileSync(at('bad.dossier'), bytes());
    const output = await countersign('publish', 'bad.dossier', '--profile', 'helena');
    saysPlainly(output, ...words);
    expect(output.exitCode).toBe(65);
    expect(stored()).toEqual(before);
    expect(existsSync(at('outside'))).toBe(false);
  });

  test('one that lies about its size: 600 MB, unread', async () => {
    const { at, countersign } = fixture.board;
    writeFileSync(at('bad.dossier'), '');
    truncateSync(at('bad.dossier'), 600 * 1024 * 1024);
    const output = await countersign('publish', 'bad.dossier', '--profile', 'helena');
    saysPlainly(output, 'bad.dossier', '629.15 MB');
    expect(output.exitCode).toBe(65);
  });
});

describe('files that people pass around', () => {
  test.each<[string, string | null, string[]]>([
    ['gone', null, ['given.json', 'not found']],
    ['empty', '', ['given.json']],
    ['of a newer format', '{"format":2,"kind":"invite"}', ['given.json', 'format 2']],
    ['deep', long.slice(0, 1000), ['given.json', 'levels']],
    ['with a name twice', '{"format":1,"format":1}', ['given.json', '“format”']],
  ])('an invite or a request that is %s', async (_, content, words) => {
    const { at, countersign } = fixture.board;
    if (content !== null) writeFileSync(at('given.json'), content);
    for (const command of [['board', 'join', 'given.json', '--profile', 'new', '-o', 'answer.json'], ['board', 'admit', 'given.json', '--profile', 'helena']]) {
      const output = await countersign(...command);
      saysPlainly(output, ...(command[1] === 'admit' && content !== null && content.includes('invite') ? ['given.json'] : words));
      expect(output.exitCode).toBe(content === null ? 66 : 65);
      expect([existsSync(at('answer.json')), existsSync(at('new', 'board.json'))]).toEqual([false, false]);
    }
  });

  test.each<[string, string, string[]]>([
    ['cut', '{"name":"B",', ['charter.json', 'line 1']],
    ['asking for no votes', '{"name":"B","minimumVotes":0,"requiredDisciplines":[],"majority":"simple","residualBar":null,"validityDays":365,"thresholds":[]}', ['charter.json', 'minimumVotes']],
    ['with a number past all reckoning', '{"name":"B","minimumVotes":1e999,"requiredDisciplines":[]}', ['charter.json']],
  ])('a charter %s founds nothing', async (_, content, words) => {
    const { at, countersign } = fixture.board;
    writeFileSync(at('charter.json'), content);
    const output = await countersign('board', 'init', '--profile', 'new', '--name', 'B', '--founder', 'N', '--discipline', 'legal', '--roles', 'secretary', '--charter', 'charter.json');
    saysPlainly(output, ...words);
    expect(output.exitCode).toBe(65);
    expect(existsSync(at('new'))).toBe(false);
  });

  test.each<[string, (path: string) => void, number]>([
    ['an empty packet', (path) => { writeFileSync(path, ''); }, 65],
    ['a packet that is a folder', (path) => { mkdirSync(path); }, 66],
    ['a packet of 600 MB', (path) => { writeFileSync(path, '%PDF-2.0\n'); truncateSync(path, 600 * 1024 * 1024); }, 65],
    ['a packet of zeros', (path) => { writeFileSync(path, Buffer.alloc(4096)); }, 65],
  ])('%s is no packet', async (_, make, exitCode) => {
    const { at, countersign } = fixture.board;
    make(at('packet.pdf'));
    const output = await countersign('verify', 'packet.pdf', '--trust', 'board-root.pem');
    saysPlainly(output, ...(output.stderr === '' ? [] : ['packet.pdf']));
    expect(output.exitCode).toBe(exitCode);
    writeFileSync(at('root.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    const trust = await countersign('verify', 'packet.pdf', '--trust', 'root.pem');
    saysPlainly(trust, 'root.pem');
    expect(trust.exitCode).toBe(65);
  });

  test('a passphrase that is wrong, from a file that is gone, empty or no text signs nothing, and the right one still works', async () => {
    const { at, countersign, does } = fixture.board;
    await packs('design.md', '# Another record\n');
    writeFileSync(at('wrong'), 'not the passphrase\n');
    writeFileSync(at('empty'), '');
    writeFileSync(at('bytes'), Buffer.from([0xff, 0xff]));
    for (const [file, exitCode, words] of [['wrong', 2, ['passphrase', 'member']], ['empty', 2, ['passphrase']], ['bytes', 65, [at('bytes')]], ['gone', 66, [at('gone')]]] as const) {
      const output = await countersign('publish', 'new.dossier', '--profile', 'helena', '--passphrase-file', file);
      saysPlainly(output, ...words);
      expect([file, output.exitCode]).toEqual([file, exitCode]);
    }
    expect((JSON.parse(await does('status', '--profile', 'helena', '--json')) as { dossiers: { ordinal: number }[] }).dossiers[0]!.ordinal).toBe(1);
    await does('publish', 'new.dossier', '--profile', 'helena');
    chmodSync(at('wrong'), 0o600);
  });
});
