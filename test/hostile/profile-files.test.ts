import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProfile } from '../../electron/board/profile.ts';
import { valueOf } from '../builders/test-vault.ts';
import { freshBoard, saysPlainly } from './decided-board.ts';

const fixture = freshBoard();

/** What can become of a file. */
const damages: Readonly<Record<string, (path: string, bytes: Buffer) => void>> = {
  'is gone': (path) => { rmSync(path); },
  'is empty': (path) => { writeFileSync(path, ''); },
  'is cut': (path, bytes) => { writeFileSync(path, bytes.subarray(0, bytes.length >> 1)); },
  'has a flipped bit': (path, bytes) => { bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1); writeFileSync(path, bytes); },
  'is zeros': (path, bytes) => { writeFileSync(path, Buffer.alloc(bytes.length)); },
  'begins with a byte order mark': (path, bytes) => { writeFileSync(path, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])); },
  'is a folder': (path) => { rmSync(path); mkdirSync(path); },
  'is a link': (path, bytes) => { writeFileSync(`${path}.elsewhere`, bytes); rmSync(path); symlinkSync(`${path}.elsewhere`, path); },
};
/** Damage after which the same file comes back by itself: nothing stands in its place. */
const healing = new Set(['is gone', 'is empty', 'is cut', 'has a flipped bit', 'is zeros']);

async function factsOf(folder: string): Promise<readonly string[]> {
  const { at, ports } = fixture.board;
  return valueOf(await openProfile(at(folder), ports)).vault.facts().map((fact) => fact.digest).sort();
}

describe.each(Object.entries(damages))('a file that %s', (name, damage) => {
  test('of the profile itself is named, and once it is back everything works', async () => {
    const { at, countersign, does } = fixture.board;
    for (const file of ['board.json', 'trust.pem', 'fmt.json', 'keys/device.key']) {
      const path = at('helena', file);
      const bytes = readFileSync(path);
      damage(path, Buffer.from(bytes));
      const output = await countersign('sync', '--profile', 'helena');
      saysPlainly(output);
      if (output.exitCode !== 0) expect(output.stderr).toContain(file === 'board.json' && name === 'is gone' ? at('helena') : file);
      // A byte order mark before PEM and a lost format number of an otherwise whole profile do no harm.
      else expect([['fmt.json', 'is gone'], ['trust.pem', 'begins with a byte order mark']]).toContainEqual([file, name]);
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, bytes, { mode: 0o600 });
      await does('sync', '--profile', 'helena');
    }
    expect(JSON.parse(await does('audit', '--profile', 'helena', '--json'))).toMatchObject({ clean: true });
  });

  test('of the vault stops no reading, and sync brings back what others have', async () => {
    const { at, filesOf, countersign, ports } = fixture.board;
    const own = `${valueOf(await openProfile(at('helena'), ports)).file.device}.feed`;
    const before = await factsOf('helena');
    for (const file of filesOf('helena/vault').filter((path) => basename(path) !== own)) {
      const bytes = readFileSync(at(file));
      damage(at(file), Buffer.from(bytes));
      for (const command of ['status', 'audit', 'sync', 'sync']) saysPlainly(await countersign(command, '--profile', 'helena'));
      if (healing.has(name)) {
        const after = await countersign('audit', '--profile', 'helena');
        expect([file, after.exitCode, after.stderr]).toEqual([file, 0, '']);
        expect([file, await factsOf('helena')]).toEqual([file, before]);
      }
      rmSync(at(file), { recursive: true, force: true });
      writeFileSync(at(file), bytes);
    }
  });
});
