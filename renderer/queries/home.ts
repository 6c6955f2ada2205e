import type { Digest, Instant, ItemId, MemberId } from '../../shared/vocabulary.ts';
import { useMinute } from './clock.ts';
import { homeView, type HomeView } from './home-view.ts';
import { known, type Known } from './record.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';
import { marks, type Marks } from './viewed.ts';

export type { DossierFact, HomeDossier, HomeView, SinceApproval, TopResidual } from './home-view.ts';

const none: ReadonlySet<ItemId> = new Set();

interface Worked { readonly record: Known; readonly member: MemberId; readonly at: Instant; readonly read: Marks; readonly view: HomeView }
// The frame and the screen ask for the same view: it is worked out once.
let last: Worked | null = null;

function viewOf(record: Known, member: MemberId, at: Instant, read: Marks): HomeView {
  if (last === null || last.record !== record || last.member !== member || last.at !== at || last.read !== read) {
    last = { record, member, at, read, view: homeView({ record, member, at, viewedOf: (revision: Digest) => read.get(revision) ?? none }) };
  }
  return last.view;
}

/** Where the member stands on every dossier; undefined while the record loads. */
export function useHome(): HomeView | undefined {
  const { profile: { member } } = useSession();
  const record = useLive(known);
  const read = useLive(marks);
  const at = useMinute();
  return record === null ? undefined : viewOf(record, member, at, read);
}
