import { describe, expect, it } from 'vitest';
import { printedId } from '../../../renderer/frame/printed-links.ts';

describe('what is printed behind a link', () => {
  it('is the id of its item, where its words do not say it', () => {
    expect(printedId('#/dossier/kestrel-drive-5.1/evidence/E-01', 'Robust accuracy')).toBe('E-01');
    expect(printedId('#/dossier/kestrel-drive-5.1/hazards/H-003', 'H-003 Child is not recognised')).toBeNull();
  });

  it('is nothing where it leads to no item', () => {
    for (const href of ['#/dossier/kestrel-drive-5.1/votes', `#/dossier/kestrel-drive-5.1/findings/${'a1'.repeat(32)}`, '#/board', '#/', 'https://example.org']) expect(printedId(href, 'Words')).toBeNull();
  });
});
