import { describe, expect, it } from 'vitest';
import { legibleText } from '../../../shared/bytes/legible-text.ts';

describe('names on a screen', () => {
  it('write out what turns the text around them, and what has no width', () => {
    expect(legibleText('Report \u202Efdp.exe')).toBe('Report \\u202efdp.exe');
    expect(legibleText('a\u2066b\u2069c\u200Ed\u200Be\uFEFFf\u2028g\u0007h')).toBe('a\\u2066b\\u2069c\\u200ed\\u200be\\ufefff\\u2028g\\u0007h');
  });

  it('leave words of any script, emoji and line breaks as they are', () => {
    for (const text of ['الروبوت يصطدم بشخص', 'נהג', '👩🏽‍🚒 🏳️‍🌈', 'می‌خواهم', 'Two\nlines\tand a tab', 'Zürich – 5 %']) expect(legibleText(text)).toBe(text);
  });
});
