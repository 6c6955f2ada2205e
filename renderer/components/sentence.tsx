import { Fragment, type ReactNode } from 'react';
import type { Parts } from '../../shared/copy/parts.ts';

/** A sentence of `shared/copy` with elements in it: the words say where each stands. */
export function Sentence<S extends string>({ parts, slots }: { readonly parts: Parts<S>; readonly slots: Readonly<Record<S, ReactNode>> }): ReactNode {
  return parts.map((part, index) => <Fragment key={index}>{typeof part === 'string' ? part : slots[part.slot]}</Fragment>);
}
