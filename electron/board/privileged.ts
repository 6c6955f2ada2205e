/**
 * Privileged notes (rule A-3): sealed here before they reach the record, and opened for whoever they are sealed to while the
 * agreement key is open. What is opened is never written anywhere.
 */
import { readNoteContent, SealedBox, type BoxPlace } from '../../shared/annotation/sealed-note.ts';
import { holdsRole } from '../../shared/board/member.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { toCanonical } from '../../shared/bytes/canonical.ts';
import { checkSchema } from '../../shared/bytes/schema.ts';
import { readStrictJson } from '../../shared/bytes/strict-json.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import { privilegedNote } from '../../shared/commands/decide.ts';
import { marks } from '../../shared/events/catalogue.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { privilegedNotes, type OpenedNote, type OpenedNotes } from '../../shared/events/privileged.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { DossierId, MemberId } from '../../shared/vocabulary.ts';
import { contentKeyRequest, openBox, sealBox } from '../keys/sealed-box.ts';
import { viewOf } from './perform.ts';
import type { Profile } from './profile.ts';

const maxDraftBytes = 256 * 1024;

/**
 * Seals a note and records it. Refuses what `make-privileged-note` refuses, `key/locked` while the author couldn't read it back, and
 * `key/cannot-seal` where the roster has no usable key of a reader.
 */
export async function recordPrivilegedNote(profile: Profile, command: Command<'make-privileged-note'>): Promise<Result<readonly Fact[]>> {
  const { file: { member }, ports: { clock, ids, sha256 }, record, signer, trust, vault } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const contentOf = await record.contents(command.dossier);
  const view = viewOf(profile);
  if (!view.ok) return view;
  const at = clock.now();
  const note = privilegedNote(view.value, command, { at, actor: member, contentOf, sha256 });
  if (!note.ok) return note;
  if (!(await signer.unlocked())) return refuse('key/locked', { key: 'ecdh' });
  const content = toCanonical(note.value.content, 'the note');
  if (!content.ok) return content;
  const readers = note.value.readers.map(({ id, ecdh }) => ({ member: id, spki: ecdh }));
  const sealed = sealBox(content.value, { purpose: 'privileged-note', board: trust.board, about: command.dossier, author: member }, readers, ids);
  if (!sealed.ok) return sealed;
  const body = checkSchema(marks['privileged.noted/1'], { dossier: command.dossier, sealed: sealed.value }, 'privileged.noted/1');
  return body.ok ? vault.appendOwn([{ type: 'privileged.noted/1', claimedAt: at, mark: body.value }]) : body;
}

/** Refuses whoever the roster in force doesn't list as active counsel (rule A-3). */
export function isCounsel({ file: { member }, roster }: Profile): Result<MemberId> {
  const inForce = roster();
  if (member === null || inForce === null) return refuse('board/not-a-member', { member: 'this profile' });
  return holdsRole(inForce, member, 'counsel') ? ok(member) : refuse('board/not-the-role', { member, role: 'counsel', act: 'make-privileged-note' }, 'A-3');
}

/** Opens a dossier's notes, withdrawn ones too. Refuses `key/locked`, and whoever isn't counsel. */
export async function openPrivilegedNotes(profile: Profile, dossier: DossierId): Promise<Result<OpenedNotes>> {
  const reader = isCounsel(profile);
  if (!reader.ok) return reader;
  const view = viewOf(profile);
  if (!view.ok) return view;
  const spki = await profile.signer.publicKey('ecdh');
  if (!spki.ok) return spki;
  if (!(await profile.signer.unlocked())) return refuse('key/locked', { key: 'ecdh' });
  const contents = await Promise.all(privilegedNotes(factsOn(view.value, dossier)).map(async ({ sealed, ...note }) => {
    const opened = await opens(profile, sealed, { purpose: 'privileged-note', board: profile.trust.board, about: dossier, author: note.member }, reader.value, spki.value);
    return { note, content: opened.ok ? readNoteContent(opened.value) : opened };
  }));
  const notes: OpenedNote[] = [];
  let closed = 0;
  for (const { note, content } of contents) {
    if (content.ok) notes.push({ ...note, content: content.value });
    else if (content.trouble.code === 'key/locked' || content.trouble.family === 'fault') return content;
    else closed += 1;
  }
  return ok({ notes, closed });
}

async function opens({ signer }: Profile, sealed: SealedBox, place: BoxPlace, member: MemberId, spki: Uint8Array): Promise<Result<Uint8Array>> {
  const request = contentKeyRequest(sealed, place, member, spki);
  if (request === null) return integrity('seal/broken', { problem: 'it is not sealed to this member’s key' });
  const key = await signer.contentKey(request);
  return key.ok ? openBox(sealed, place, key.value) : key;
}

/** A draft's value, sealed to the member's own key: nobody else reads it, and neither does this machine while it is locked. */
export async function sealDraft(profile: Profile, id: string, value: unknown): Promise<Result<SealedBox>> {
  const author = isCounsel(profile);
  if (!author.ok) return author;
  const spki = await profile.signer.publicKey('ecdh');
  if (!spki.ok) return spki;
  const content = toCanonical(value, 'the draft');
  return content.ok ? sealBox(content.value, draftPlace(profile, id, author.value), [{ member: author.value, spki: toBase64(spki.value) }], profile.ports.ids) : content;
}

/** The value again. Refuses `key/locked`; fails with `seal/broken` for what isn't a draft of this member under this id. */
export async function openDraft(profile: Profile, id: string, value: unknown): Promise<Result<unknown>> {
  const author = isCounsel(profile);
  if (!author.ok) return author;
  const sealed = checkSchema(SealedBox, value, `draft ${id}`);
  if (!sealed.ok) return integrity('seal/broken', { problem: 'it is no sealed draft' });
  const spki = await profile.signer.publicKey('ecdh');
  if (!spki.ok) return spki;
  const opened = await opens(profile, sealed.value, draftPlace(profile, id, author.value), author.value, spki.value);
  if (!opened.ok) return opened;
  const read = readStrictJson(opened.value, { name: 'a sealed draft', maxBytes: maxDraftBytes });
  return read.ok ? read : integrity('seal/broken', { problem: 'what it holds is no draft' });
}

function draftPlace({ trust }: Profile, id: string, author: MemberId): BoxPlace {
  return { purpose: 'draft', board: trust.board, about: id, author };
}
