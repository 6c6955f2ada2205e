/** A revision's objects from main, which has hashed and checked them; here they are only parsed. */
import { upcastEvidence, type Evidence } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { ask } from '../bridge/client.ts';

/** `register` is null while it is missing. */
export interface ReadRevision { readonly revision: Revision; readonly register: HazardRegister | null }

const parsed = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;

export async function readRevision(revision: Digest): Promise<Result<ReadRevision>> {
  const read = await ask('revision.read', { revision });
  if (!read.ok) return read;
  return ok({ revision: parsed<Revision>(read.value.revision), register: read.value.register === null ? null : parsed<HazardRegister>(read.value.register) });
}

/** In the revision's order. */
export async function readEvidence(revision: Digest): Promise<Result<readonly Evidence[]>> {
  const read = await ask('evidence.read', { revision });
  return read.ok ? ok(read.value.map((bytes) => upcastEvidence(parsed<unknown>(bytes)) as Evidence)) : read;
}
