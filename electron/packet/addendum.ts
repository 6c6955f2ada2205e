/** Issues an addendum from its basis. Pure but for the signer; whoever calls stores the bytes. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { addendumCompanions, addendumStatement, AddendumStatement, type AddendumBasis } from '../../shared/packet/addendum.ts';
import { addendumOutline, addendumRooms, addendumTitle } from '../../shared/packet/addendum-outline.ts';
import type { EmbeddedFile } from '../../shared/packet/basis.ts';
import { addendumFiles } from '../../shared/packet/files.ts';
import type { Outline } from '../../shared/packet/outline/content.ts';
import { fingerprint } from '../../shared/packet/statement.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import { sealPaper, type IssuePorts, type SealedPaper } from './paper.ts';

/** The statement that an addendum of this basis carries: the exact bytes that the issuer signs, and the files that accompany it. */
export function addendumStatementOf(basis: AddendumBasis, sha256: Sha256): { readonly statement: AddendumStatement; readonly payload: Uint8Array; readonly companions: readonly EmbeddedFile[] } {
  const companions = addendumCompanions(basis, sha256);
  const statement = AddendumStatement.safeParse(addendumStatement(basis, companions));
  if (!statement.success) throw new Defect(`the basis of the addendum is not complete: ${statement.error.message}`);
  return { statement: statement.data, payload: canonicalBytes(statement.data), companions };
}

export interface IssuedAddendum extends SealedPaper { readonly number: string; readonly fingerprint: string; readonly statement: AddendumStatement }

/** Makes the addendum's bytes, or passes on what the signer refused. Nothing is stored. */
export async function issueAddendum(basis: AddendumBasis, ports: IssuePorts): Promise<Result<IssuedAddendum>> {
  const { statement, payload, companions } = addendumStatementOf(basis, ports.sha256);
  function* outlines(statementFile: EmbeddedFile): Generator<Outline> {
    for (const room of addendumRooms) yield addendumOutline(basis, [statementFile, ...companions], ports.sha256, room);
  }
  const { packet } = basis;
  const sealed = await sealPaper({
    title: addendumTitle(basis), issuedAt: packet.issuedAt, issuer: packet.issuer, ca: packet.ca, reason: `Addendum to packet ${basis.parent.number}`, countersigned: false, paper: packet.charter.charter.paper, payload, companions, list: addendumFiles, outlines,
  }, ports);
  return sealed.ok ? ok({ ...sealed.value, number: basis.number, fingerprint: fingerprint(sealed.value.statementFile), statement }) : sealed;
}
