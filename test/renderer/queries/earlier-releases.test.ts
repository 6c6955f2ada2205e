import { describe, expect, test } from 'vitest';
import { earlierReleases } from '../../../renderer/queries/earlier-releases.ts';
import type { Digest, DossierId, ProductId } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../builders/review.ts';

function published() {
  const board = review();
  const publish = (dossier: string, release: string, revision: Digest, product = 'aurora-7b'): void => {
    board.contents.set(revision, contentWith({ dossier: dossier as DossierId, product: { id: product as ProductId, name: 'Aurora-7B', release, vendor: 'Halden Compute AS' } }));
    board.journal.write('halden-release', 'revision.published/1', { dossier: dossier as DossierId, revision, note: null });
  };
  const list = (most = 5) => earlierReleases(board.view(), board.contentOf, aurora, most);
  return { board, publish, list };
}

describe('earlier releases of a product', () => {
  test('are the dossiers of the same product first published before this one, by their latest revision, oldest first', () => {
    const { board, publish, list } = published();
    publish('aurora-7b-2.1', '2.1', countedDigest(1));
    publish('other-1.0', '1.0', countedDigest(2), 'other');
    publish('aurora-7b-2.2', '2.2', countedDigest(3));
    board.publish(revisionOne);
    publish('aurora-7b-2.4', '2.4', countedDigest(4));
    publish('aurora-7b-2.1', '2.1', countedDigest(5));
    board.publish(revisionTwo);
    expect(list().map(({ release, revision }) => [release, revision])).toEqual([['2.1', countedDigest(5)], ['2.2', countedDigest(3)]]);
    expect(list(1).map(({ release }) => release)).toEqual(['2.2']);
  });

  test('are none for the first, while the product isn’t known, and for what isn’t here', () => {
    const { board, publish, list } = published();
    expect(list()).toEqual([]);
    board.publish();
    expect(list()).toEqual([]);
    publish('aurora-7b-2.4', '2.4', countedDigest(4));
    board.contents.delete(revisionOne);
    expect(list()).toEqual([]);
  });
});
