import { describe, expect, it } from 'vitest';
import { exposureWarnings } from '../../../shared/evidence/exposure.ts';

const codes = (text: string): string[] => exposureWarnings('log', text).map(({ code }) => code);
/** Made up here, in the shapes that issuers document; put together so that no scanner takes this file for a leak. */
const token = (...parts: string[]): string => parts.join('');

describe('E-7 what a file gives away', () => {
  it.each([
    ['a private key', token('-----BEGIN ', 'RSA PRIVATE KEY-----')], ['a key of a cloud', token('AK', 'IA', 'ABCDEFGHIJKLMNOP')], ['a token of a forge', token('gh', 'p_', 'a'.repeat(36))],
    ['a token of a model hub', token('hf', '_', 'a'.repeat(34))], ['a key of a model service', token('s', 'k-', 'ant-', 'a'.repeat(40))], ['a password in an address', 'postgres://ana:hunter22@db.example.org/x'],
    ['a web token', token('eyJhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxMjM0In0', '.', 'abcdefghijkl')],
  ])('%s is a secret, and only its beginning is said', (_, secret) => {
    const [warning] = exposureWarnings('log', `first\nkey = "${secret}"\n`);
    expect(warning).toMatchObject({ code: 'secret', place: 'log, line 2' });
    expect(warning!.text).not.toContain(secret.slice(0, 12));
  });

  it('home directories, machines and users are named with their line', () => {
    expect(codes('/home/ana/x')).toEqual(['home-path']);
    expect(codes('runs on gpu-07.cluster.internal today')).toEqual(['host-name']);
    expect(codes('hostname="build-3"')).toEqual(['host-name']);
    expect(codes('USER=ana')).toEqual(['user-name']);
  });

  it.each(['/srv/data', 'v1.2.local-build', 'the user name is asked for', 'https://example.org/a:b@c', 'sk-short', 'accuracy: 0.5', 'locale.internals'])('%s gives nothing away', (text) => {
    expect(codes(text)).toEqual([]);
  });

  it('tells five lines of a kind and counts the rest', () => {
    const warnings = exposureWarnings('log', '/Users/b\n'.repeat(9));
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)!.text).toContain('4 more');
  });

  it('takes long lines of anything in its stride', () => {
    for (const text of ['a.'.repeat(500_000), 'a'.repeat(1_000_000), 'eyJ'.repeat(300_000), '://'.repeat(300_000), '/home/'.repeat(100_000)]) expect(exposureWarnings('log', text).length).toBeLessThan(8);
  });
});
