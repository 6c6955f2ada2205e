/** The vault as the rules read it: its facts folded into sets, and the content of published revisions, loaded by digest. */
import { checkEvidence, itemDigest, openDocument, openRawFile, openRegister } from '../../shared/dossier/revision-tree.ts';
import type { EvidenceEntry } from '../../shared/dossier/evidence.ts';
import type { DocumentEntry, Revision } from '../../shared/dossier/revision.ts';
import { readContent, type ContentOf, type RevisionContent } from '../../shared/events/content.ts';
import { addFact, addFork } from '../../shared/events/fold.ts';
import { emptyState, type BoardView } from '../../shared/events/state.ts';
import type { RevisionBytes } from '../../shared/ipc/contract.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, ItemId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import type { Vault } from '../vault/vault.ts';
import { openCheckedPieces } from './checked-pieces.ts';

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
  /**
   * Pieces of a revision's evidence in neutral form as they are stored, each once it was checked, in the order asked: as many as
   * {@link pageBytes} has room for, at least the first. Refuses `board/unknown-item`; fails as `openEvidence` does.
   */
  evidencePage(revision: Digest, pieces: readonly ItemId[]): Promise<Result<readonly Uint8Array[]>>;
  /** A document of a revision with its entry, hashed again. Refuses `board/unknown-item`; fails as `openDocument` does. */
  document(revision: Digest, id: ItemId): Promise<Result<StoredDocument>>;
  /** A raw file that this revision's entry of the evidence lists, hashed again. Refuses `board/unknown-item`; fails as `openRawFile` does. */
  rawFile(revision: Digest, evidence: ItemId, file: Digest): Promise<Result<StoredRawFile>>;
}

/** From here on, the pieces that were asked for wait for the next page: the window draws between pages, and neither process holds much twice. */
export const pageBytes = 1024 * 1024;
/** Files read at once. */
const readAhead = 32;

/** Reads a vault. What was loaded whole is kept: it is named by its digest and can't change. */
export function openRecord(vault: Vault, { sha256, files }: { readonly sha256: Sha256; readonly files: Files }): BoardRecord {
  const state = emptyState();
  const whole = new Map<Digest, RevisionContent>();
  const checked = openCheckedPieces(vault.layout.checked, { files, sha256 });
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
      return piecesOf(content.value.revision, content.value.revision.evidence, Number.POSITIVE_INFINITY);
    },
    evidencePage: async (digest, pieces) => {
      const content = await load(digest);
      if (!content.ok) return content;
      const listed = new Map(content.value.revision.evidence.map((entry) => [entry.id, entry]));
      const entries: EvidenceEntry[] = [];
      for (const item of pieces) {
        const entry = listed.get(item);
        if (entry === undefined) return refuse('board/unknown-item', { item });
        entries.push(entry);
      }
      return piecesOf(content.value.revision, entries, pageBytes);
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

  /** What the vault hashes on reading is checked once; the first piece is always in, the others as far as they fit. */
  async function piecesOf(revision: Revision, entries: readonly EvidenceEntry[], room: number): Promise<Result<readonly Uint8Array[]>> {
    const pieces: Uint8Array[] = [];
    const passed: Digest[] = [];
    const done = async (result: Result<readonly Uint8Array[]>): Promise<Result<readonly Uint8Array[]>> => {
      if (passed.length > 0) await checked.add(passed);
      return result;
    };
    let taken = 0;
    for (let from = 0; from < entries.length; from += readAhead) {
      const some = entries.slice(from, from + readAhead);
      const read = await Promise.all(some.map(({ object }) => vault.objects.read(object)));
      for (const [index, entry] of some.entries()) {
        const bytes = read[index]!;
        if (!bytes.ok) return done(bytes);
        if (pieces.length > 0 && taken + bytes.value.length > room) return done(ok(pieces));
        const key = itemDigest(entry, sha256);
        if (!(await checked.has(key))) {
          const whole = checkEvidence(revision.dossier, entry, bytes.value);
          if (!whole.ok) return done(whole);
          passed.push(key);
        }
        pieces.push(bytes.value);
        taken += bytes.value.length;
      }
    }
    return done(ok(pieces));
  }

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
