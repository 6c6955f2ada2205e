import { describe, expect, test } from 'vitest';
import { tourStops } from '../../../renderer/queries/tour-stops.ts';
import { tourSentences, tourSteps } from '../../../shared/copy/tour.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';

const first = { dossier: 'kestrel-5.1' as DossierId, compared: true, packets: 0 };
const issued = { dossier: 'kestrel-5.0' as DossierId, compared: false, packets: 1 };

describe('the tour', () => {
  test('shows the dossier to begin with, and the packet where there is one', () => {
    expect(tourStops([{ ...issued, dossier: 'skua-1' as DossierId, packets: 0 }, first, issued])).toEqual([
      { step: 'home', route: { kind: 'home' } },
      { step: 'overview', route: { kind: 'dossier', dossier: 'kestrel-5.1', tab: 'overview', item: null } },
      { step: 'trace', route: { kind: 'dossier', dossier: 'kestrel-5.1', tab: 'trace', item: null } },
      { step: 'vote', route: { kind: 'dossier', dossier: 'kestrel-5.1', tab: 'votes', item: null } },
      { step: 'packet', route: { kind: 'dossier', dossier: 'kestrel-5.0', tab: 'packet', item: null } },
    ]);
  });

  test('shows the first dossier where none is compared', () => {
    expect(tourStops([issued])[1]).toMatchObject({ step: 'overview', route: { dossier: 'kestrel-5.0' } });
  });

  test('ends at Verify while no packet is issued', () => {
    expect(tourStops([first]).map(({ step }) => step)).toEqual(tourSteps);
    expect(tourStops([first]).at(-1)).toEqual({ step: 'packet', route: { kind: 'verify' } });
  });

  test('of a board without dossiers shows Home and Verify', () => {
    expect(tourStops([]).map(({ route: { kind } }) => kind)).toEqual(['home', 'verify']);
  });

  test.each(tourSteps)('says one sentence at %s', (step) => {
    expect(tourSentences[step]).toMatch(/^[^.]+\.$/);
  });
});
