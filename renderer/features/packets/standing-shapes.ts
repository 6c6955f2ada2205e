/** The shape of how an issued file stands. One whose decision can't be judged here is not called in force by its shape. Pure. */
import type { PacketStanding } from '../../../shared/events/packet-standing.ts';
import type { MarkState } from '../../components/state-mark.tsx';

const shapes = { issued: 'passed', contested: 'contested', superseded: 'superseded', revoked: 'void' } as const satisfies Record<PacketStanding['state'], MarkState>;

export function standingShapes({ state, judged }: Pick<PacketStanding, 'state' | 'judged'>): MarkState {
  return state === 'issued' && !judged ? 'indeterminate' : shapes[state];
}
