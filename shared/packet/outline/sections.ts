/** Which sections each copy has, in which order. A copy has what its list names: a new section is in no copy until somebody puts it there. */
import type { CopyKind } from '../packet-copy.ts';

export const sectionIds = ['decision', 'scope', 'reasons', 'changes', 'hazards', 'evidence', 'argument', 'votes', 'conditions', 'seal', 'rules', 'files', 'deliberation', 'at-a-glance'] as const;
export type SectionId = (typeof sectionIds)[number];

/** The packet, which is the vendor's copy. */
const vendor = ['decision', 'scope', 'reasons', 'changes', 'hazards', 'evidence', 'argument', 'votes', 'conditions', 'seal', 'rules', 'files'] as const satisfies readonly SectionId[];

export const sectionsOf: Readonly<Record<CopyKind, readonly SectionId[]>> = {
  vendor,
  board: [...vendor, 'deliberation'],
  summary: ['decision', 'at-a-glance'],
};

/** Appendices have letters, the other sections numbers. */
const appendices: readonly SectionId[] = ['rules', 'files', 'deliberation'];

/** The number or letter of each section that a copy has; `absent` are those that have nothing to say in this packet. */
export function numberSections(copy: CopyKind, absent: ReadonlySet<SectionId>): ReadonlyMap<SectionId, string> {
  const present = sectionsOf[copy].filter((id) => !absent.has(id));
  const numbers = new Map<SectionId, string>();
  present.filter((id) => !appendices.includes(id)).forEach((id, i) => numbers.set(id, String(i + 1)));
  present.filter((id) => appendices.includes(id)).forEach((id, i) => numbers.set(id, String.fromCharCode(65 + i)));
  return numbers;
}
