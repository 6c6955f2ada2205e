/** Lineage by step. Pure. */
import type { LineageItem } from '../../../shared/dossier/evidence.ts';

export interface LineageStep { readonly step: string | null; readonly items: readonly LineageItem[] }

const useOrder: readonly LineageItem['role'][] = ['param', 'in', 'out'];

/** Steps with something that differs first, then as the file has them; what has no step last. Within a step what differs, then parameters, inputs, outputs. */
export function lineageSteps(lineage: readonly LineageItem[]): readonly LineageStep[] {
  const groups = new Map<string | null, LineageItem[]>();
  for (const item of lineage) {
    const held = groups.get(item.step);
    if (held === undefined) groups.set(item.step, [item]);
    else held.push(item);
  }
  const differs = ({ check }: LineageItem): number => Number(check === 'differs');
  return [...groups]
    .map(([step, items]) => ({ step, grave: items.some(({ check }) => check === 'differs'), items: [...items].sort((a, b) => differs(b) - differs(a) || useOrder.indexOf(a.role) - useOrder.indexOf(b.role)) }))
    .sort((a, b) => Number(b.grave) - Number(a.grave) || Number(a.step === null) - Number(b.step === null));
}
