import { readFile } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../electron/platform/clock.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { openLog, redact } from '../../../electron/shell/log.ts';

describe('the log', () => {
  test.each([
    ['ENOENT: no such file, open \'/home/ada/boards/Secret Model/fmt.json\'', ['ada', 'Secret', 'fmt']],
    ['cannot read C:\\Users\\Ada\\profile\\keys\\member.key', ['Ada', 'member.key']],
    ['digest 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 differs', ['9f86d081884c7d659a2feaa0']],
    ['Unexpected token “the loss diverged” in JSON', ['diverged']],
    ['mail ada@example.org about it', ['ada@']],
    ['key MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg failed', ['MIGHAgEA']],
  ])('takes what is private out of %s', (text, secrets) => {
    for (const secret of secrets) expect(redact(text)).not.toContain(secret);
  });

  test('keeps where in the program a defect was', () => {
    const error = new TypeError('cannot read properties of undefined');
    error.stack = 'TypeError: x\n    at foldFacts (file:///opt/countersign/dist/electron/main.js:120:7)';
    expect(redact(`${error.name}: ${error.message}\n${error.stack}`)).toContain('main.js:120:7');
  });

  test('writes whole lines, one after another, and stays below its limit', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'countersign-log-'));
    const log = openLog(profile, { files: openFiles(), clock: systemClock, ids: systemIds });
    const reference = log.defect(new Error('first'));
    log.note('refused', 'navigation\nwith a line break');
    for (let i = 0; i < 30; i++) log.note('filler', 'word '.repeat(790));
    await log.settled();
    const text = await readFile(join(profile, 'log', 'countersign.log'), 'utf8');
    expect(text).toContain(`defect ${reference}`);
    expect(text.endsWith('\n')).toBe(true);
    for (let i = 0; i < 280; i++) log.note('filler', 'word '.repeat(790));
    await log.settled();
    expect((await readFile(join(profile, 'log', 'countersign.log'))).length).toBeLessThan(2 * 1024 * 1024);
  });

  test('a folder that can’t be written stops nothing', async () => {
    const log = openLog('/dev/null', { files: openFiles(), clock: systemClock, ids: systemIds });
    expect(log.defect(new Error('lost'))).toMatch(/^[0-9a-f]{8}$/);
    await log.settled();
  });
});
