/** What a dossier's workspace gives to its tabs and sheets, and what they may ask of it. Tabs don't know each other: they ask for a sheet by its kind and go to an item by its address. */
import type { Change } from '../shared/dossier/change.ts';
import type { DossierId, ItemId } from '../shared/vocabulary.ts';
import type { DossierContent } from './queries/content.ts';
import type { DossierView } from './queries/dossier.ts';

/** What can be written beside a tab while the tab stays in sight. */
export type DossierSheet =
  | { readonly kind: 'vote' }
  /** `item` null: about the revision as a whole. */
  | { readonly kind: 'finding'; readonly item: ItemId | null }
  | { readonly kind: 'decision' };

/** What is different from the last approved revision of the same product. */
export interface Delta {
  readonly before: DossierContent;
  /** Gravest first. */
  readonly changes: readonly Change[];
  /** The items that differ, as Home counts them. */
  readonly items: readonly ItemId[];
}

export interface RecordTabProps {
  readonly dossier: DossierId;
  readonly view: DossierView;
  /** The latest revision; undefined while it isn't here. */
  readonly content: DossierContent | undefined;
  /** Null: nothing was approved before; undefined: the earlier revision isn't here. */
  readonly delta: Delta | null | undefined;
  /** The item in the address, as people call it. */
  readonly item: string | null;
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
