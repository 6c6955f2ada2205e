/** Where dropped files go: a PDF is the packet unless it was put among the addenda, a certificate the trust file, a status list the list, everything else is what was delivered. */
import type { FileKind } from './sniff.ts';

/** The places that hold one file. */
export type SingleWell = 'packet' | 'trust' | 'list';
/** All places for files. */
export type Well = SingleWell | 'addendum' | 'artifact';

export interface Sorted<F> {
  readonly packet: F | null;
  readonly trust: F | null;
  readonly list: F | null;
  readonly addenda: readonly F[];
  readonly artifacts: readonly F[];
  /** Several of a kind of which one is wanted: somebody has to choose. */
  readonly which: readonly Which<F>[];
}

export interface Which<F> { readonly well: SingleWell; readonly among: readonly F[] }

/** Sorts what was dropped at once. `well`: onto which place, or null for the page around; a single file goes where it was dropped. */
export function sortFiles<F>(files: readonly { readonly file: F; readonly kind: FileKind }[], well: Well | null): Sorted<F> {
  const all = files.map(({ file }) => file);
  const none = { packet: null, trust: null, list: null, addenda: [], artifacts: [], which: [] };
  if (well === 'artifact') return { ...none, artifacts: all };
  // Which of several PDFs is the packet nobody knows before they are read: an addendum goes where it was put.
  if (well === 'addendum') return { ...none, addenda: all };
  const [only] = all;
  if (well !== null && only !== undefined && all.length === 1) return { ...none, [well]: only };
  const of = (kind: FileKind): readonly F[] => files.filter((one) => one.kind === kind).map(({ file }) => file);
  const [packets, trusts, lists] = [of('pdf'), of('certificate'), of('list')];
  const single = (found: readonly F[]): F | null => (found.length === 1 ? found[0]! : null);
  return {
    packet: single(packets), trust: single(trusts), list: single(lists), addenda: [], artifacts: of('other'),
    which: ([{ well: 'packet', among: packets }, { well: 'trust', among: trusts }, { well: 'list', among: lists }] as const).filter(({ among }) => among.length > 1),
  };
}
