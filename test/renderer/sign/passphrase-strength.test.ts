import { describe, expect, test } from 'vitest';
import { passphraseStrength } from '../../../renderer/sign/passphrase-strength.ts';

const kindOf = (text: string): string => passphraseStrength(text, 10).kind;

describe('how hard a passphrase is to guess', () => {
  test('what is too short says how much is missing, in characters as people count them', () => {
    expect(passphraseStrength('', 10)).toEqual({ kind: 'short', missing: 10 });
    expect(passphraseStrength('winter 99', 10)).toEqual({ kind: 'short', missing: 1 });
    expect(passphraseStrength('😀😀😀', 10).missing).toBe(7);
  });

  test.each(['password123', 'passphrase passphrase', 'aaaaaaaaaaaaaaaa', 'abcdefghijklmnop', '1234567890', 'qwerty qwerty', 'dragon board 1', 'summer 2026'])('%s is weak', (text) => { expect(kindOf(text)).toBe('weak'); });
  test.each(['kestrel lantern orchid'])('%s is fair', (text) => { expect(kindOf(text)).toBe('fair'); });
  test.each(['kestrel lantern orchid gravel', 'seven grey herons at dusk', 'x7#Qp!9vLm2$Zr8&'])('%s is strong', (text) => { expect(kindOf(text)).toBe('strong'); });

  test('more of the same makes nothing stronger', () => {
    expect(kindOf('lantern lantern lantern lantern')).toBe('weak');
  });
});
