/** A revision's objects from main, which has hashed and checked them; here they are only parsed. */
import { upcastEvidence, type Evidence } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { isLegible } from '../../shared/bytes/legible-text.ts';
import { ask } from '../bridge/client.ts';
import type { Page } from './evidence-pages.ts';
import { showAsIs } from './shown-content.ts';

/** `register` is null while it is missing. */
export interface ReadRevision { readonly revision: Revision; readonly register: HazardRegister | null }

const parsed = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;

export async function readRevision(revision: Digest): Promise<Result<ReadRevision>> {
  const read = await ask('revision.read', { revision });
  if (!read.ok) return read;
  return ok({ revision: parsed<Revision>(read.value.revision), register: read.value.register === null ? null : registerFrom(new TextDecoder().decode(read.value.register)) });
}

function registerFrom(text: string): HazardRegister {
  const register = JSON.parse(text) as HazardRegister;
  if (isLegible(text)) showAsIs(register);
  return register;
}

/** The first of these pieces of a revision's evidence, at least one; each is parsed when it is taken. */
export async function readEvidencePage(revision: Digest, pieces: readonly ItemId[]): Promise<Result<Page>> {
  const read = await ask('evidence.page', { revision, pieces: [...pieces] });
  return read.ok ? ok({ length: read.value.length, at: (index) => upcastEvidence(JSON.parse(read.value[index]!)) as Evidence }) : read;
}
