import type { ReactNode } from 'react';
import { packetStateWords } from '../../shared/copy/packet-standing.ts';
import type { PacketStanding } from '../../shared/events/packet-standing.ts';
import { StateMark, type MarkState } from './state-mark.tsx';

const shapes = { issued: 'passed', contested: 'contested', superseded: 'superseded', revoked: 'void' } as const satisfies Record<PacketStanding['state'], MarkState>;

/** The shape of how an issued file stands. One whose decision can't be judged here is not called in force by its shape. Pure. */
export function standingShape({ state, judged }: Pick<PacketStanding, 'state' | 'judged'>): MarkState {
  return state === 'issued' && !judged ? 'indeterminate' : shapes[state];
}

/** How an issued file stands, by shape and word. */
export function PacketStandingMark({ file }: { readonly file: PacketStanding }): ReactNode {
  return <StateMark state={standingShape(file)} strong={file.state !== 'issued'}>{packetStateWords[file.state]}</StateMark>;
}
