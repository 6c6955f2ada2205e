/** Where the tour stops. Pure. */
import { tourSteps, type TourStep } from '../../shared/copy/tour.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import type { DossierTab, Route } from '../route.ts';

export interface TourStop { readonly step: TourStep; readonly route: Route }

/** What the tour has to know of a dossier. `compared`: an earlier release was approved, so that it shows what changed. */
export interface Toured { readonly dossier: DossierId; readonly compared: boolean; readonly packets: number }

/** The stops on a board with these dossiers, the one to begin with first. A dossier that is compared with an earlier one shows the most; the packet is shown on a dossier that has one; without any dossier only Home and Verify are left. */
export function tourStops(dossiers: readonly Toured[]): readonly TourStop[] {
  const first = dossiers.find(({ compared }) => compared) ?? dossiers[0];
  const issued = dossiers.find(({ packets }) => packets > 0);
  const at = (of: Toured | undefined, tab: DossierTab): Route | null => (of === undefined ? null : { kind: 'dossier', dossier: of.dossier, tab, item: null });
  const routes: Readonly<Record<TourStep, Route | null>> = {
    home: { kind: 'home' }, overview: at(first, 'overview'), trace: at(first, 'trace'), vote: at(first, 'votes'), packet: at(issued, 'packet') ?? { kind: 'verify' },
  };
  return tourSteps.flatMap((step) => {
    const route = routes[step];
    return route === null ? [] : [{ step, route }];
  });
}
