/** The vault as the rules read it: its facts folded into sets, and the content of published revisions, loaded by digest. */
import { openDocument, openEvidence, openRawFile, openRegister } from '../../shared/dossier/revision-tree.ts';
import type { EvidenceEntry } from '../../shared/dossier/evidence.ts';
import type { DocumentEntry } from '../../shared/dossier/revision.ts';
import { readContent, type ContentOf, type RevisionContent } from '../../shared/events/content.ts';
import { addFact, addFork } from '../../shared/events/fold.ts';
import { emptyState, type BoardView } from '../../shared/events/state.ts';
import type { RevisionBytes } from '../../shared/ipc/contract.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, ItemId } from '../../shared/vocabulary.ts';
import type { Vault } from '../vault/vault.ts';

/** A raw file as the evidence's entry lists it. */
export interface StoredRawFile { readonly file: EvidenceEntry['files'][number]; readonly bytes: Uint8Array }

export interface StoredDocument { readonly entry: DocumentEntry; readonly bytes: Uint8Array }

export interface BoardRecord {
  /** Everything known now. The state is kept and added to, so a call costs what has arrived since the last one; it belongs to the record and is read only. */
  view(): BoardView;
  /**
   * Loads the content of a dossier's published revisions, of every dossier without an id, and of `others`. What is missing
   * or damaged stays undefined, so that the rules fail closed; it is looked for again at the next call.
   */
  contents(dossier?: DossierId, others?: readonly Digest[]): Promise<ContentOf>;
  /** A revision and its register as they are stored, once both were checked. Fails as `openRegister` does. */
  revisionBytes(revision: Digest): Promise<Result<RevisionBytes>>;
  /** A revision's evidence in neutral form as it is stored, once all of it was checked. Fails as `openEvidence` does. */
  evidenceBytes(revision: Digest): Promise<Result<readonly Uint8Array[]>>;
  /** A document of a revision with its entry, hashed again. Refuses `board/unknown-item`; fails as `openDocument` does. */
  document(revision: Digest, id: ItemId): Promise<Result<StoredDocument>>;
  /** A raw file that this revision's entry of the evidence lists, hashed again. Refuses `board/unknown-item`; fails as `openRawFile` does. */
  rawFile(revision: Digest, evidence: ItemId, file: Digest): Promise<Result<StoredRawFile>>;
}

/** Reads a vault. What was loaded whole is kept: it is named by its digest and can't change. */
export function openRecord(vault: Vault, { sha256 }: { readonly sha256: Sha256 }): BoardRecord {
  const state = emptyState();
  const whole = new Map<Digest, RevisionContent>();
  /** Revisions whose evidence was checked. */
  const evidenced = new Set<Digest>();
  let position = 0;

  const view = (): BoardView => {
    const facts = vault.factsSince(position);
    for (const fact of facts) addFact(state, fact);
    position += facts.length;
    for (const { device, seq, first, second } of vault.forks()) addFork(state, { device, seq, digests: [first, second] });
    return { state, rosters: vault.rosters() };
  };

  return {
    view,
    contents: async (dossier, others = []) => {
      const published = [...view().state.revisions.values()].filter((fact) => dossier === undefined || fact.body.dossier === dossier).map((fact) => fact.body.revision);
      const loaded = new Map<Digest, RevisionContent>();
      for (const digest of new Set([...published, ...others])) {
        const content = await load(digest);
        if (content.ok) loaded.set(digest, content.value);
      }
      return (digest) => loaded.get(digest);
    },
    revisionBytes: async (digest) => {
      const content = await load(digest);
      if (!content.ok) return content;
      const revision = await vault.objects.read(digest);
      if (!revision.ok) return revision;
      if (content.value.register === null) return ok({ revision: revision.value, register: null });
      const register = await vault.objects.read(content.value.revision.hazards.object);
      return register.ok ? ok({ revision: revision.value, register: register.value }) : register;
    },
    evidenceBytes: async (digest) => {
      const content = await load(digest);
      if (!content.ok) return content;
      if (!evidenced.has(digest)) {
        const opened = await openEvidence(content.value.revision, vault.objects, sha256);
        if (!opened.ok) return opened;
        evidenced.add(digest);
      }
      const pieces: Uint8Array[] = [];
      for (const { object } of content.value.revision.evidence) {
        const bytes = await vault.objects.read(object);
        if (!bytes.ok) return bytes;
        pieces.push(bytes.value);
      }
      return ok(pieces);
    },
    document: async (digest, id) => {
      const content = await load(digest);
      if (!content.ok) return content;
      const entry = content.value.revision.documents.find((document) => document.id === id);
      if (entry === undefined) return refuse('board/unknown-item', { item: id });
      const bytes = await openDocument(entry, vault.objects, sha256);
      return bytes.ok ? ok({ entry, bytes: bytes.value }) : bytes;
    },
    rawFile: async (digest, id, wanted) => {
      const content = await load(digest);
      if (!content.ok) return content;
      const entry = content.value.revision.evidence.find((piece) => piece.id === id);
      if (entry === undefined) return refuse('board/unknown-item', { item: id });
      const file = entry.files.find((one) => one.digest === wanted);
      if (file === undefined) return refuse('board/unknown-item', { item: wanted });
      const bytes = await openRawFile(file, vault.objects, sha256);
      return bytes.ok ? ok({ file, bytes: bytes.value }) : bytes;
    },
  };

  async function load(digest: Digest): Promise<Result<RevisionContent>> {
    const known = whole.get(digest);
    if (known !== undefined) return ok(known);
    const opened = await openRegister(digest, vault.objects, sha256);
    if (!opened.ok) return opened;
    const content = readContent(opened.value.revision, opened.value.register);
    if (content.register !== null) whole.set(digest, content);
    return ok(content);
  }
}
