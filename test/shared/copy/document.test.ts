import { describe, expect, it } from 'vitest';
import { annotationCounts, annotationWord, documentsSentence, readingWords } from '../../../shared/copy/document.ts';
import { nbsp } from '../../../shared/copy/number.ts';

describe('the words for documents', () => {
  it('say how many there are and how many wait', () => {
    expect([[0, 0], [1, 0], [1, 1], [2, 0], [2, 1], [2, 2], [5, 3]].map(([total, viewed]) => documentsSentence(total!, viewed!))).toEqual([
      'This revision has no documents.', 'One document, not viewed yet.', 'One document, viewed.', 'Two documents, none viewed yet.', 'Two documents; one isn’t viewed yet.', 'Two documents, all viewed.', 'Five documents; two aren’t viewed yet.',
    ]);
  });

  it('say how far one was read', () => {
    expect([0, 0.004, 0.4, 0.99, 1].map(readingWords)).toEqual([null, null, `Read to 40${nbsp}%`, `Read to 99${nbsp}%`, 'Read to the end']);
  });

  it('count notes and highlights apart', () => {
    expect([annotationCounts([]), annotationCounts([{ text: '' }]), annotationCounts([{ text: 'a' }, { text: '' }, { text: 'b' }])]).toEqual([null, `1${nbsp}highlight`, `2${nbsp}notes, 1${nbsp}highlight`]);
    expect([annotationWord({ text: '' }), annotationWord({ text: 'a' })]).toEqual(['Highlight', 'Note']);
  });
});
