import { useMemo } from 'react';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import { inOrder } from '../../shared/events/order.ts';
import { dossierIds } from '../../shared/events/state.ts';
import type { Digest, DossierId, Instant, ProductId } from '../../shared/vocabulary.ts';
import { known, type Known } from './record.ts';
import { useLive } from './use-live.ts';

/** A published revision of a product, in whichever dossier. */
export interface ProductRevision {
  readonly dossier: DossierId;
  readonly release: string;
  /** Counts from 1 within its dossier, of as many as there are. */
  readonly ordinal: number;
  readonly of: number;
  readonly digest: Digest;
  readonly claimedAt: Instant;
  /** Null while it isn't on this machine. */
  readonly register: HazardRegister | null;
}

/** Every published revision of a product whose manifest is here, in the record's order. */
export function useProductRevisions(product: ProductId): readonly ProductRevision[] {
  const record = useLive(known);
  return useMemo(() => (record === null ? [] : productRevisions(record, product)), [record, product]);
}

function productRevisions({ view, contentOf }: Known, product: ProductId): readonly ProductRevision[] {
  const published = dossierIds(view.state).flatMap((dossier) => factsOn(view, dossier).revisions.map((fact, index, { length }) => ({ fact, ordinal: index + 1, of: length })));
  const places = new Map(published.map((one) => [one.fact.digest, one]));
  return inOrder(published.map(({ fact }) => fact)).flatMap((fact) => {
    const content = contentOf(fact.body.revision);
    const { ordinal, of } = places.get(fact.digest)!;
    return content === undefined || content.revision.product.id !== product ? []
      : [{ dossier: fact.body.dossier, release: content.revision.product.release, ordinal, of, digest: fact.body.revision, claimedAt: fact.claimedAt, register: content.register }];
  });
}
