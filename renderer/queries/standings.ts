/** How every issued file of the board stands by the record of this machine. */
import { useMemo } from 'react';
import { packetStandings, type PacketStanding } from '../../shared/events/packet-standing.ts';
import { known } from './record.ts';
import { useLive } from './use-live.ts';

/** In the order of their issue; none while the record loads. */
export function useStandings(): readonly PacketStanding[] {
  const record = useLive(known);
  return useMemo(() => (record === null ? [] : packetStandings(record.view, record.contentOf)), [record]);
}
