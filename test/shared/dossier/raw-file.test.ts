import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { rawFileName, rawText, shownRawBytes } from '../../../shared/dossier/raw-file.ts';

describe('a raw file as text', () => {
  it('is shown as it is, with what hides or reorders written out', () => {
    expect(rawText(encodeUtf8('\ufeffa\tb\r\nx\u202ey\u200bz\rend'))).toEqual({ text: 'a\tb\nx\\u202ey\\u200bz\nend', sizeBytes: 21, shownBytes: 21 });
    expect(rawText(new Uint8Array())?.text).toBe('');
  });

  it('is null where it isn’t text', () => {
    expect(rawText(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBeNull();
    expect(rawText(new Uint8Array([0xff, 0xfe, 0x41]))).toBeNull();
    expect(rawText(new Uint8Array([0x41, 0xc3]))).toBeNull();
  });

  it('is shown up to a million bytes, never cut inside a character, and says so', () => {
    for (const lead of ['', 'a', 'ab', 'abc']) {
      const shown = rawText(encodeUtf8(lead + '😀'.repeat(shownRawBytes / 4 + 10)))!;
      expect(shown.shownBytes).toBeLessThanOrEqual(shownRawBytes);
      expect(shown.shownBytes).toBeGreaterThan(shownRawBytes - 4);
      expect(shown.sizeBytes).toBeGreaterThan(shown.shownBytes);
      expect(shown.text).not.toContain('\ufffd');
    }
  });

  it('never throws, whatever the bytes (property)', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const shown = rawText(bytes);
      if (shown !== null) expect(shown.text).not.toMatch(/[\u0000\u202a-\u202e\u2066-\u2069]/u);
    }));
  });
});

describe('the name that a raw file is saved under', () => {
  it('is the evidence’s id and the file’s own last name', () => {
    expect(rawFileName('E-01', 'evidence/Wang2023Better_WRN-28-10.json')).toBe('E-01-Wang2023Better_WRN-28-10.json');
  });

  it('leads nowhere and starts nothing', () => {
    expect(rawFileName('E-01', '../../.bashrc')).toBe('E-01-bashrc.txt');
    expect(rawFileName('E-01', 'C:\\Windows\\evil.exe')).toBe('E-01-evil.exe.txt');
    expect(rawFileName('E-01', 'a/..')).toBe('E-01-file.txt');
    expect(rawFileName('E-01', 'r\u202egpj.csv')).toBe('E-01-r-gpj.csv');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => { expect(rawFileName('E-01', name)).toMatch(/^E-01-[A-Za-z0-9._-]+$/); }));
  });
});
