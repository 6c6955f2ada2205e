import { describe, expect, it } from 'vitest';
import { verdictHead } from '../../../shared/copy/verdict-head.ts';

describe('the head of a verdict line', () => {
  it.each([
    ['APPROVED: Aurora-7B 2.3 by Northlight.', 'APPROVED', 'Aurora-7B 2.3 by Northlight.'],
    ['SAMPLE APPROVED WITH CONDITIONS: Kestrel 5.0.', 'SAMPLE APPROVED WITH CONDITIONS', 'Kestrel 5.0.'],
    ['NOT APPROVED: AURORA by Northlight: superseded.', 'NOT APPROVED', 'AURORA by Northlight: superseded.'],
    ['NOT AUTHENTIC: the seal is broken.', 'NOT AUTHENTIC', 'the seal is broken.'],
    ['APPROVED: eBot 2 by Northlight.', 'APPROVED', 'eBot 2 by Northlight.'],
    ['AUTHENTIC SUMMARY of packet N-1: approved.', 'AUTHENTIC SUMMARY', 'Of packet N-1: approved.'],
    ['AUTHENTIC ADDENDUM: N-1-A1 to packet N-1.', 'AUTHENTIC ADDENDUM', 'N-1-A1 to packet N-1.'],
  ])('%s', (line, word, rest) => expect(verdictHead(line)).toEqual({ word, rest }));

  it('a fingerprint is not broken', () => expect(verdictHead('APPROVED: X 1, fingerprint 8611 58f4 00b3 6d2d, until').rest).toContain('8611\u00a058f4\u00a000b3\u00a06d2d'));

  it('a line that begins with none of them is left whole', () => {
    for (const line of ['', 'SAMPLE ', 'approved: lower case', 'SEALED: later']) expect(verdictHead(line)).toEqual({ word: line, rest: '' });
  });
});
