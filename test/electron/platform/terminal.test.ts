import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openProgress } from '../../../electron/platform/terminal.ts';

let now = 0;
beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => { vi.restoreAllMocks(); });

/** Says a line each so many milliseconds and answers what was written. */
function told(isTTY: boolean, everyMs: number, lines: readonly string[]): string {
  let written = '';
  const say = openProgress({ isTTY, write: (text) => { written += text; } });
  for (const line of lines) {
    say(line);
    now += everyMs;
  }
  return written;
}

describe('progress', () => {
  it('writes one line over on a terminal, not too often, and clears it at the end', () => {
    expect(told(true, 60, ['1 of 3', '2 of 3', '3 of 3', ''])).toBe('\r\u001b[2K1 of 3\r\u001b[2K3 of 3\r\u001b[2K');
  });

  it('writes a line every ten seconds into a log, and nothing for short work', () => {
    expect(told(false, 4000, ['1 of 3', '2 of 3', '3 of 3', ''])).toBe('');
    expect(told(false, 6000, ['1 of 5', '2 of 5', '3 of 5', '4 of 5', '5 of 5', ''])).toBe('3 of 5\n5 of 5\n');
  });
});
