import type { DecisionStatus } from '../../shared/board/decision-status.ts';
import type { Outcome } from '../../shared/board/outcome.ts';
import type { MarkState } from './state-mark.tsx';

const states = { standing: 'passed', expired: 'stale', contested: 'contested', superseded: 'void', void: 'void', incomplete: 'indeterminate' } as const satisfies Record<DecisionStatus['kind'], MarkState>;

/** The shape beside an outcome and how it stands: a rejection that stands is no tick. */
export function decisionState(outcome: Outcome, status: DecisionStatus['kind']): MarkState {
  return status === 'standing' && outcome === 'rejected' ? 'failed' : states[status];
}
