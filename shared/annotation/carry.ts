/** Annotations carried onto the text that is read now: each is placed, or it is an orphan. None is dropped. */
import { resolveAnchor, type Anchor, type TextRange } from './anchor.ts';

/** What carrying needs to know of an annotation. */
export interface Anchored { readonly anchor: Anchor }

export interface Carried<T extends Anchored> {
  /** In the order of the text. */
  readonly placed: readonly { readonly annotation: T; readonly range: TextRange }[];
  /** Those whose passage is not in the text any more, in the order given. */
  readonly orphans: readonly T[];
}

/** Carries the annotations of one document, made on any of its revisions, onto its text as it is now; null where there is no such text any more. */
export function carryForward<T extends Anchored>(annotations: readonly T[], text: string | null): Carried<T> {
  const placed: { annotation: T; range: TextRange }[] = [];
  const orphans: T[] = [];
  for (const annotation of annotations) {
    const range = text === null ? null : resolveAnchor(text, annotation.anchor);
    if (range === null) orphans.push(annotation);
    else placed.push({ annotation, range });
  }
  return { placed: placed.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end), orphans };
}
