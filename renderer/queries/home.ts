import { boardPermissions, type BoardPermissions } from '../../shared/commands/decide.ts';
import type { Digest, DossierId, Instant, ItemId, MemberId } from '../../shared/vocabulary.ts';
import { baselineByDefault } from './baseline-options.ts';
import { baselineChoices, type BaselineChoices } from './baseline.ts';
import { useMinute } from './clock.ts';
import { homeView, type HomeView } from './home-view.ts';
import { looked, type Looked } from './looked.ts';
import { known, type Known } from './record.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';
import { marks, type Marks } from './viewed.ts';

export type { HomeDossier, HomeMeeting, HomeView, SinceBaseline, TopResidual } from './home-view.ts';

const none: ReadonlySet<ItemId> = new Set();

interface Asked { readonly record: Known; readonly member: MemberId; readonly at: Instant; readonly read: Marks; readonly chosen: BaselineChoices; readonly lookedAt: Looked }
// The frame and the screen ask for the same view: it is worked out once.
let last: { readonly asked: Asked; readonly view: HomeView } | null = null;

function viewOf(asked: Asked): HomeView {
  if (last === null || (Object.keys(asked) as (keyof Asked)[]).some((part) => last?.asked[part] !== asked[part])) {
    const { record, member, at, read, chosen, lookedAt } = asked;
    last = { asked, view: homeView({
      record, member, at, looked: lookedAt,
      viewedOf: (revision: Digest) => read.get(revision) ?? none,
      choiceOf: (dossier: DossierId) => chosen.get(dossier) ?? baselineByDefault,
    }) };
  }
  return last.view;
}

/** Where the member stands on every dossier; undefined while the record loads. */
export function useHome(): HomeView | undefined {
  const { profile: { member } } = useSession();
  const record = useLive(known);
  const read = useLive(marks);
  const chosen = useLive(baselineChoices);
  const lookedAt = useLive(looked);
  const at = useMinute();
  return record === null ? undefined : viewOf({ record, member, at, read, chosen, lookedAt });
}

/** What the member may do with the board itself; undefined while the record loads. Main's answer counts. */
export function useBoardPermissions(): BoardPermissions | undefined {
  const { profile: { member } } = useSession();
  const record = useLive(known);
  const at = useMinute();
  return record === null ? undefined : boardPermissions(record.view, { at, actor: member });
}
