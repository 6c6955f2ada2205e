import { useMemo } from 'react';
import { permissions, type Permissions } from '../../shared/commands/decide.ts';
import { packetStandings, type PacketStanding } from '../../shared/events/packet-standing.ts';
import { baselineOf, dossierSummary, type BaselineRevision, type DossierSummary } from '../../shared/events/summary.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { useMinute } from './clock.ts';
import { known } from './record.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

export interface DossierView {
  readonly summary: DossierSummary;
  /** For each command, null when the member may try it now, or the refusal to explain beforehand. Main's answer counts. */
  readonly permissions: Permissions;
  /** Every packet of the dossier and every addendum to one, as it stands. */
  readonly standings: readonly PacketStanding[];
  /** The approved revision that "since the last approval" means. */
  readonly baseline: BaselineRevision | null;
}

/** One dossier as the member has it now; undefined while the record loads, null where no such dossier is here. */
export function useDossier(id: DossierId): DossierView | null | undefined {
  const { profile: { member } } = useSession();
  const record = useLive(known);
  const at = useMinute();
  return useMemo(() => {
    if (record === null) return undefined;
    const { view, contentOf } = record;
    const summary = dossierSummary(view, id, member, at, contentOf);
    if (summary === null) return null;
    return {
      summary,
      permissions: permissions(view, id, { at, actor: member, contentOf }),
      baseline: baselineOf(view, id, contentOf, at),
      standings: packetStandings(view, contentOf, id),
    };
  }, [record, id, member, at]);
}
