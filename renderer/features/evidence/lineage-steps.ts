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

/** A step as the head of its objects, or an object. */
export type LineageRow = { readonly key: string; readonly kind: 'step'; readonly step: string | null } | { readonly key: string; readonly kind: 'object'; readonly item: LineageItem };

/** As many objects as there is room for, whole steps as far as they go, each under its head; objects that no step names need none. */
export function lineageRows(steps: readonly LineageStep[], room: number): readonly LineageRow[] {
  const headed = steps.some(({ step }) => step !== null);
  let left = room;
  return steps.flatMap(({ step, items }, at): readonly LineageRow[] => {
    const shown = items.slice(0, left);
    left -= shown.length;
    if (shown.length === 0) return [];
    return [...(headed ? [{ key: `s${at}`, kind: 'step' as const, step }] : []), ...shown.map((item, index) => ({ key: `s${at} ${index}`, kind: 'object' as const, item }))];
  });
}
