import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { documentText, shownTextBytes } from '../../../shared/dossier/document.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

const markdown = { name: 'documents/design-record.md', mediaType: 'text/markdown' } as const;
const shown = (text: string) => valueOf(documentText(markdown, encodeUtf8(text)));

describe('the text of a document', () => {
  it('keeps lines, tabs and Markdown as they are written, whatever the line ends', () => {
    expect(shown('\ufeff# Title\r\n\r\n- <b>one</b>\ttwo\rthree')).toBe('# Title\n\n- <b>one</b>\ttwo\nthree');
  });

  it('writes out what hides or turns text', () => {
    expect(shown('safe\u202egnp.exe\u200b\u0007')).toBe('safe\\u202egnp.exe\\u200b\\u0007');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(shown(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u); }));
  });

  it('is null for a PDF, and refused where it is too large or no text', () => {
    expect(valueOf(documentText({ name: 'a.pdf', mediaType: 'application/pdf' }, new Uint8Array(shownTextBytes + 1)))).toBeNull();
    expect(valueOf(documentText(markdown, new Uint8Array(shownTextBytes).fill(0x61)))).toHaveLength(shownTextBytes);
    expect(codeOf(documentText(markdown, new Uint8Array(shownTextBytes + 1).fill(0x61)))).toBe('input/too-large');
    expect(codeOf(documentText(markdown, Uint8Array.of(0x61, 0xff)))).toBe('input/not-utf8');
  });
});
