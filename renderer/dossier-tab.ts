/** What a dossier's workspace gives to its tabs and sheets, and what they may ask of it. Tabs don't know each other: they ask for a sheet by its kind and go to an item by its address. */
import type { Digest, DossierId, ItemId } from '../shared/vocabulary.ts';
import type { DossierContent } from './queries/content.ts';
import type { Difference } from './queries/delta.ts';
import type { DossierView } from './queries/dossier.ts';

/** What can be written beside a tab while the tab stays in sight. */
export type DossierSheet =
  | { readonly kind: 'vote' }
  /** `item` null: about the revision as a whole. */
  | { readonly kind: 'finding'; readonly item: ItemId | null }
  | { readonly kind: 'decision' }
  /** A hazard scored by the member, or as the board agreed. */
  | { readonly kind: 'score'; readonly item: ItemId; readonly of: 'own' | 'agreed' }
  /** A raw file of a piece of evidence; `file` null: whichever holds what is sought. */
  | { readonly kind: 'raw-file'; readonly evidence: ItemId; readonly file: Digest | null; readonly seek: Seek | null };

/** What to jump to in a raw file: the file's own text of a number, the names that it stands near, and what it is of in words. */
export interface Seek { readonly text: string; readonly names: readonly string[]; readonly of: string }

/** What is different from an earlier revision of the same product: the last approved one, unless the member chose another. */
export interface Delta extends Difference {
  readonly before: DossierContent;
  /** What it is called behind “since”: `5.0`, `revision 2`. */
  readonly name: string;
}

export interface RecordTabProps {
  readonly dossier: DossierId;
  readonly view: DossierView;
  /** The latest revision; undefined while it isn't here. */
  readonly content: DossierContent | undefined;
  /** Null: nothing was approved before, and nothing else chosen; undefined: the earlier revision isn't here. */
  readonly delta: Delta | null | undefined;
  /** The item in the address, as people call it. */
  readonly item: string | null;
  /** Where in the item, as the address has it. */
  readonly spot?: string | undefined;
  readonly onSheet: (sheet: DossierSheet) => void;
}

/** A tab that shows the revision itself. */
export interface ContentTabProps extends RecordTabProps { readonly content: DossierContent }

export interface SheetProps {
  readonly dossier: DossierId;
  readonly view: DossierView;
  readonly content: DossierContent | undefined;
  readonly onClose: () => void;
  readonly onSheet: (sheet: DossierSheet) => void;
}
