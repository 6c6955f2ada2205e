import { describe, expect, test } from 'vitest';
import { packetFileName } from '../../../electron/handlers/packets.ts';
import type { Digest } from '../../../shared/vocabulary.ts';

const packet = 'a'.repeat(64) as Digest;

describe('the file name of a packet', () => {
  test('is its number', () => {
    expect(packetFileName('2026-aurora-7b-2.3-01', packet)).toBe('2026-aurora-7b-2.3-01.pdf');
  });

  test('is its digest where the record gives it no number that could be one', () => {
    for (const number of [undefined, '', '../../.profile', '/etc/passwd', 'C:\\Windows\\x', '..', 'a/b', '.hidden']) expect(packetFileName(number, packet)).toBe(`${packet}.pdf`);
  });
});
