/** Where dropped files go: a PDF is the packet, a certificate the trust file, everything else is what was delivered. */
import type { FileKind } from './sniff.ts';

/** The three places for files. */
export type Well = 'packet' | 'trust' | 'artifact';

export interface Sorted<F> {
  readonly packet: F | null;
  readonly trust: F | null;
  readonly artifacts: readonly F[];
  /** Several of a kind of which one is wanted: somebody has to choose. */
  readonly which: readonly Which<F>[];
}

export interface Which<F> { readonly well: 'packet' | 'trust'; readonly among: readonly F[] }

/** Sorts what was dropped at once. `well`: onto which place, or null for the page around; a single file goes where it was dropped. */
export function sortFiles<F>(files: readonly { readonly file: F; readonly kind: FileKind }[], well: Well | null): Sorted<F> {
  const all = files.map(({ file }) => file);
  const none = { packet: null, trust: null, artifacts: [], which: [] };
  if (well === 'artifact') return { ...none, artifacts: all };
  const [only] = all;
  if (well !== null && only !== undefined && all.length === 1) return { ...none, [well]: only };
  const of = (kind: FileKind): readonly F[] => files.filter((one) => one.kind === kind).map(({ file }) => file);
  const [packets, trusts] = [of('pdf'), of('certificate')];
  const single = (found: readonly F[]): F | null => (found.length === 1 ? found[0]! : null);
  return {
    packet: single(packets), trust: single(trusts), artifacts: of('other'),
    which: ([{ well: 'packet', among: packets }, { well: 'trust', among: trusts }] as const).filter(({ among }) => among.length > 1),
  };
}
