/** Makes any sealed paper of the board: signs its statement, sets its pages, embeds its files, seals. The packet, its copies and what is added to it later are all made here. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../shared/bytes/envelope.ts';
import type { EmbeddedFile, PacketBasis } from '../../shared/packet/basis.ts';
import type { CopyRequest } from '../../shared/packet/packet-copy.ts';
import type { PacketFile } from '../../shared/packet/files.ts';
import type { Outline } from '../../shared/packet/outline/content.ts';
import type { PaperSize } from '../../shared/board/paper-size.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { borrowedFontNote } from '../../shared/packet/letters.ts';
import { closeDocument, openDocument, type FontFiles, type OtherFont } from './document.ts';
import { layOut } from './layout.ts';
import { sheets } from './measures.ts';
import { addSealField, lowS, sealFile } from './seal.ts';
import { addSignatureField } from './signature-fields.ts';
import type { Stamper } from './stamp.ts';

/** `sign` uses the issuer's member key: once for the statement (DSSE), once for the seal (DER signed attributes). */
export interface IssuePorts {
  readonly fonts: FontFiles;
  readonly sha256: Sha256;
  /** Rather than the draft's. */
  readonly paper?: PaperSize;
  sign(purpose: 'statement' | 'packet', message: Uint8Array): Promise<Result<Uint8Array>>;
  /** Asks a timestamp authority; left out or null: none is configured. */
  readonly stamp?: Stamper | null;
  /** Draws elsewhere, so that this process answers meanwhile. Null: it could not be done there; left out: nobody else draws. */
  readonly draw?: DrawElsewhere;
}

/** What a packet or a copy is drawn from, as plain data. */
export interface PaperSource { readonly basis: PacketBasis; readonly copy: CopyRequest | null }
/** `paper`: as asked for; undefined: the charter’s own. Answers the paper with an empty seal. */
export type DrawElsewhere = (source: PaperSource, statementFile: EmbeddedFile, fonts: FontFiles, paper: PaperSize | undefined) => Promise<Uint8Array | null>;

/** What a paper is made of. */
export interface PaperDraft {
  /** ASCII. */
  readonly title: string;
  readonly issuedAt: Instant;
  /** Who signs and seals; `key` is the SHA-256 of the member key's SPKI. */
  readonly issuer: { readonly name: string; readonly key: Digest; readonly certificate: Uint8Array };
  readonly ca: Uint8Array;
  /** What the seal gives as its reason. */
  readonly reason: string;
  /** What the board's charter sets; absent: A4. */
  readonly paper?: PaperSize | undefined;
  /** Fields wait for members' signatures. */
  readonly countersigned: boolean;
  /** The statement's canonical bytes, and the files that accompany it. */
  readonly payload: Uint8Array;
  readonly companions: readonly EmbeddedFile[];
  /** The paper's embedded files in their order, the statement first. */
  readonly list: readonly PacketFile[];
  /** Left out: the outlines say things that the record alone does not. */
  readonly source?: PaperSource;
  /** Outlines from the most generous on, once the signed statement's file is known. */
  outlines(statementFile: EmbeddedFile): Iterable<Outline>;
}

/** `statementFile`: the SHA-256 of the signed statement's file. `stamp`: what came of asking for a timestamp; null: nobody was asked. */
export interface SealedPaper { readonly bytes: Uint8Array; readonly digest: Digest; readonly statementFile: Digest; readonly stamp: Result<Stamp> | null }

/** Makes the paper's bytes, or passes on what the signer refused. Nothing is stored. The same draft and signatures give the same bytes. */
export async function sealPaper(draft: PaperDraft, ports: IssuePorts): Promise<Result<SealedPaper>> {
  const { sha256, sign } = ports;
  const signature = await sign('statement', preAuthenticationEncoding(payloadTypes.inToto, draft.payload));
  if (!signature.ok) return signature;
  const envelope = canonicalBytes(sealEnvelope(payloadTypes.inToto, draft.payload, [{ keyId: draft.issuer.key, signature: lowS(signature.value) }]));
  const statementFile: EmbeddedFile = { name: draft.list[0]!.name, digest: sha256(envelope), sizeBytes: envelope.length, bytes: envelope };
  const elsewhere = draft.source === undefined || ports.draw === undefined ? null : await ports.draw(draft.source, statementFile, ports.fonts, ports.paper);
  const unsealed = elsewhere ?? await drawHere(draft, statementFile, ports);
  const sealed = await sealFile(unsealed, { certificate: draft.issuer.certificate, ca: draft.ca, sha256, sign: (message) => sign('packet', message), stamp: ports.stamp ?? null });
  if (!sealed.ok) return sealed;
  const { bytes, stamp } = sealed.value;
  return ok({ bytes, stamp, digest: sha256(bytes), statementFile: statementFile.digest });
}

/** The outlines, with a last word on the font that the pages borrow. */
function* withFont(outlines: Iterable<Outline>, font: OtherFont | null): Generator<Outline> {
  for (const outline of outlines) yield font === null ? outline : { ...outline, rest: [...outline.rest, borrowedFontNote(font)] };
}

/** A font of the computer that turns out to be broken must not stop a packet: its letters are then printed as code points. */
async function drawHere(draft: PaperDraft, statementFile: EmbeddedFile, { fonts, paper }: IssuePorts): Promise<Uint8Array> {
  const asked = paper === undefined ? {} : { paper };
  try {
    return await drawPaper(draft, statementFile, { fonts, ...asked });
  } catch (error) {
    if (fonts.other == null) throw error;
    return drawPaper(draft, statementFile, { fonts: { ...fonts, other: null }, ...asked });
  }
}

/** The paper with an empty seal. */
export async function drawPaper(draft: PaperDraft, statementFile: EmbeddedFile, { fonts: fontFiles, paper = draft.paper ?? 'a4' }: Pick<IssuePorts, 'fonts' | 'paper'>): Promise<Uint8Array> {
  const at = new Date(draft.issuedAt);
  const sheet = sheets[paper];
  const { document, fonts } = openDocument({ title: draft.title, keywords: `sha256:${statementFile.digest}`, createdAt: at }, fontFiles, sheet);
  layOut(document, fonts, sheet, withFont(draft.outlines(statementFile), fontFiles.other ?? null),
    (pen, rect) => addSealField(document, pen, rect, { name: draft.issuer.name, reason: draft.reason, at, countersigned: draft.countersigned }),
    (pen, row, field) => addSignatureField(document, pen, fonts, row, field));
  const files = [statementFile, ...draft.companions];
  for (const { name, mediaType, relationship, description } of draft.list) {
    const file = files.find((one) => one.name === name);
    if (file === undefined) throw new Defect(`the file ${name} is missing`);
    document.file(file.bytes, { name, type: mediaType, relationship, description, creationDate: at, modifiedDate: at });
  }
  return closeDocument(document);
}
