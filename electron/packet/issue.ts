/** Issues a packet or a copy of one from a basis. Pure but for the signer; whoever calls stores the bytes. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { companionFiles, decisionOf, type EmbeddedFile, type PacketBasis } from '../../shared/packet/basis.ts';
import { copyFiles, packetFiles } from '../../shared/packet/files.ts';
import { outlineOf, paperTitle } from '../../shared/packet/outline.ts';
import type { Outline } from '../../shared/packet/outline/content.ts';
import { firstPageRooms } from '../../shared/packet/outline/room.ts';
import { copyCompanions, copyName, copyStatement, CopyStatement, type CopyRequest } from '../../shared/packet/packet-copy.ts';
import { fingerprint, makeStatement, Statement } from '../../shared/packet/statement.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import type { FontFiles } from './document.ts';
import type { PaperSize } from '../../shared/board/paper-size.ts';
import { drawPaper, sealPaper, type IssuePorts, type PaperDraft, type PaperSource, type SealedPaper } from './paper.ts';

export type { IssuePorts } from './paper.ts';

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
  const sealed = await sealPaper(draftOf(basis, { payload, companions, list: packetFiles, copy: null, sha256: ports.sha256 }), ports);
  if (!sealed.ok) return sealed;
  const { bytes, digest, stamp, statementFile } = sealed.value;
  return ok({ bytes, stamp, digest, number: basis.number, fingerprint: fingerprint(statementFile), statement });
}

/** The statement that a copy of this basis carries, likewise. */
export function copyStatementOf(basis: PacketBasis, copy: CopyRequest, sha256: Sha256): { readonly statement: CopyStatement; readonly payload: Uint8Array; readonly companions: readonly EmbeddedFile[] } {
  const companions = copyCompanions(basis, copy, sha256);
  const statement = CopyStatement.safeParse(copyStatement(basis, copy, companions));
  if (!statement.success) throw new Defect(`the basis of the copy is not complete: ${statement.error.message}`);
  return { statement: statement.data, payload: canonicalBytes(statement.data), companions };
}

export interface IssuedCopy extends SealedPaper { readonly name: string; readonly statement: CopyStatement }

/** Makes the bytes of a copy. `basis` is what a packet issued now would be made from. */
export async function issueCopy(basis: PacketBasis, copy: CopyRequest, ports: IssuePorts): Promise<Result<IssuedCopy>> {
  const { statement, payload, companions } = copyStatementOf(basis, copy, ports.sha256);
  const sealed = await sealPaper(draftOf(basis, { payload, companions, list: copyFiles[copy.kind], copy, sha256: ports.sha256 }), ports);
  return sealed.ok ? ok({ ...sealed.value, name: copyName(copy), statement }) : sealed;
}

/** Draws what the source says, as whoever seals it would: for the process that only draws. */
export function drawSource({ basis, copy }: PaperSource, statementFile: EmbeddedFile, fonts: FontFiles, paper: PaperSize | undefined, sha256: Sha256): Promise<Uint8Array> {
  const { payload, companions } = copy === null ? statementOf(basis, sha256) : copyStatementOf(basis, copy, sha256);
  const draft = draftOf(basis, { payload, companions, list: copy === null ? packetFiles : copyFiles[copy.kind], copy, sha256 });
  return drawPaper(draft, statementFile, { fonts, ...(paper === undefined ? {} : { paper }) });
}

type Stated = Pick<PaperDraft, 'payload' | 'companions' | 'list'> & { readonly copy: CopyRequest | null; readonly sha256: Sha256 };

function draftOf(basis: PacketBasis, { payload, companions, list, copy, sha256 }: Stated): PaperDraft {
  function* outlines(statementFile: EmbeddedFile): Generator<Outline> {
    for (const room of firstPageRooms) yield outlineOf(basis, statementFile, companions, sha256, room, copy);
  }
  return {
    title: paperTitle(basis, copy), paper: basis.charter.charter.paper, issuedAt: basis.issuedAt, issuer: basis.issuer, ca: basis.ca,
    reason: copy === null ? `Decision of the ${basis.board.name} on ${basis.revision.revision.dossier}` : `${copy.kind === 'board' ? 'Board copy' : 'Summary'} of packet ${copy.parent.number}`,
    countersigned: copy === null && basis.countersigners !== undefined, payload, companions, list, outlines, source: { basis, copy },
  };
}
