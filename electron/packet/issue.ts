/** Issues a packet: signs the statement, sets the pages, embeds the files, seals. Pure but for the signer; whoever calls stores the bytes. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../shared/bytes/envelope.ts';
import { companionFiles, decisionOf, type EmbeddedFile, type PacketBasis } from '../../shared/packet/basis.ts';
import { packetFiles } from '../../shared/packet/files.ts';
import { outlineOf, packetTitle } from '../../shared/packet/outline.ts';
import type { Outline } from '../../shared/packet/outline/content.ts';
import { firstPageRooms } from '../../shared/packet/outline/room.ts';
import { fingerprint, makeStatement, Statement } from '../../shared/packet/statement.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { closeDocument, openDocument, type FontFiles } from './document.ts';
import { layOut } from './layout.ts';
import { addSealField, lowS, sealFile } from './seal.ts';
import type { Stamper } from './stamp.ts';

/** `sign` uses the issuer's member key: once for the statement (DSSE), once for the seal (DER signed attributes). */
export interface IssuePorts {
  readonly fonts: FontFiles;
  readonly sha256: Sha256;
  sign(purpose: 'statement' | 'packet', message: Uint8Array): Promise<Result<Uint8Array>>;
  /** Asks a timestamp authority; left out or null: none is configured. */
  readonly stamp?: Stamper | null;
}

export interface IssuedPacket {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly number: string;
  readonly fingerprint: string;
  readonly statement: Statement;
  /** What came of asking for a timestamp; null: nobody was asked. A trouble means level B. */
  readonly stamp: Result<Stamp> | null;
}

/** The statement that a packet of this basis carries: the exact bytes that the issuer signs, and the files that accompany it. */
export function statementOf(basis: PacketBasis, sha256: Sha256): { readonly statement: Statement; readonly payload: Uint8Array; readonly companions: readonly EmbeddedFile[] } {
  const companions = companionFiles(basis, sha256);
  const statement = Statement.safeParse(makeStatement(basis.revision.revision.artifacts, decisionOf(basis, companions)));
  if (!statement.success) throw new Defect(`the basis of the packet is not complete: ${statement.error.message}`);
  return { statement: statement.data, payload: canonicalBytes(statement.data), companions };
}

/** Makes the packet's bytes, or passes on what the signer refused. Nothing is stored, so nothing can be left half done. */
export async function issuePacket(basis: PacketBasis, ports: IssuePorts): Promise<Result<IssuedPacket>> {
  const { statement, payload, companions } = statementOf(basis, ports.sha256);
  const signature = await ports.sign('statement', preAuthenticationEncoding(payloadTypes.inToto, payload));
  if (!signature.ok) return signature;
  const envelope = canonicalBytes(sealEnvelope(payloadTypes.inToto, payload, [{ keyId: basis.issuer.key, signature: lowS(signature.value) }]));
  const signed: EmbeddedFile = { name: packetFiles[0].name, digest: ports.sha256(envelope), sizeBytes: envelope.length, bytes: envelope };
  const unsealed = await draw(basis, [signed, ...companions], ports);
  const sealed = await sealFile(unsealed, { certificate: basis.issuer.certificate, ca: basis.ca, sha256: ports.sha256, sign: (message) => ports.sign('packet', message), stamp: ports.stamp ?? null });
  if (!sealed.ok) return sealed;
  const { bytes, stamp } = sealed.value;
  return ok({ bytes, stamp, digest: ports.sha256(bytes), number: basis.number, fingerprint: fingerprint(signed.digest), statement });
}

/** The packet with an empty seal: the same basis and the same signed statement give the same bytes. */
async function draw(basis: PacketBasis, files: readonly EmbeddedFile[], { fonts: fontFiles, sha256 }: IssuePorts): Promise<Uint8Array> {
  const [statementFile, ...companions] = files as [EmbeddedFile, ...EmbeddedFile[]];
  function* outlines(): Generator<Outline> {
    for (const room of firstPageRooms) yield outlineOf(basis, statementFile, companions, sha256, room);
  }
  const at = new Date(basis.issuedAt);
  const { document, fonts } = openDocument({ title: packetTitle(basis), keywords: `sha256:${statementFile.digest}`, createdAt: at }, fontFiles);
  layOut(document, fonts, outlines(), (pen, rect) => addSealField(document, pen, rect, { name: basis.issuer.name, reason: `Decision of the ${basis.board.name} on ${basis.revision.revision.dossier}`, at }));
  packetFiles.forEach(({ name, mediaType, relationship, description }) => {
    const file = files.find((one) => one.name === name);
    if (file === undefined) throw new Defect(`the file ${name} is missing`);
    document.file(file.bytes, { name, type: mediaType, relationship, description, creationDate: at, modifiedDate: at });
  });
  return closeDocument(document);
}
