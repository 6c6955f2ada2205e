/** A submitter publishes a revision whose objects are already in the vault. */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { lacksRole, type Decided, type Refused, type Scene } from './scene.ts';

export function mayPublishRevision(scene: Scene): Refused | null {
  return lacksRole(scene, 'submitter', 'publish-revision');
}

/** Refuses a revision that isn't wholly here, belongs to another dossier or was published before. */
export function publishRevision(scene: Scene, { dossier, revision, note }: Command<'publish-revision'>): Decided {
  const refused = mayPublishRevision(scene);
  if (refused !== null) return refused;
  const content = scene.contentOf(revision);
  if (content === undefined || content.highestResidual === 'unknown') return refuse('board/unknown-revision', { revision });
  if (content.revision.dossier !== dossier) return refuse('board/unknown-dossier', { dossier });
  if (scene.summary?.revisions.some((published) => published.digest === revision)) return refuse('board/already-published', { revision });
  return ok([{ kind: 'act', type: 'revision.published/1', body: { dossier, revision, note } }]);
}
