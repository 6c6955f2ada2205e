/** What a tab of a dossier is given, and what it may ask the workspace for. Tabs don't know each other: they ask for a sheet by its kind and go to an item by its address. */
import type { DossierId, ItemId } from '../../shared/vocabulary.ts';

/** What can be written beside a tab while the tab stays in sight. */
export type DossierSheet =
  | { readonly kind: 'vote' }
  /** `item` null: about the revision as a whole. */
  | { readonly kind: 'finding'; readonly item: ItemId | null }
  | { readonly kind: 'decision' };

export interface DossierTabProps {
  readonly dossier: DossierId;
  /** The item in the address, as people call it. */
  readonly item: string | null;
  readonly onSheet: (sheet: DossierSheet) => void;
}

export interface DossierSheetProps { readonly dossier: DossierId; readonly onClose: () => void }
