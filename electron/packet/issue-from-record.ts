/** A packet from the record, end to end: what the app's handler and the command line call once the member has agreed to sign. */
import { decide, type CommandContext } from '../../shared/commands/decide.ts';
import { readCertificate } from '../../shared/board/certificate.ts';
import type { ActBody } from '../../shared/events/catalogue.ts';
import type { VerifySignature } from '../../shared/ports.ts';
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { gatherBasis, type GatherPorts, type GatherRequest } from './gather.ts';
import { issuePacket, type IssuedPacket, type IssuePorts } from './issue.ts';

/** `shown`: the revision that the issuer saw when asking (rule V-4). */
export interface IssueRequest extends GatherRequest { readonly shown: Digest }

/** `sign` holds the issuer's key and has asked for its passphrase. */
export interface RecordPorts extends GatherPorts, IssuePorts { readonly verify: VerifySignature }

/** The packet, and the body of the act that records it, once its bytes are stored. */
export interface IssuedFromRecord { readonly packet: IssuedPacket; readonly body: ActBody<'packet.issued/1'> }

/**
 * Decides, gathers, signs and seals; stores nothing. Refuses as `issue-packet` does, fails with `signature/unknown-key` where
 * the key at hand is not the one that the roster gives the issuer, and passes on what the signer or the object store says.
 */
export async function issueFromRecord(request: IssueRequest, ports: RecordPorts): Promise<Result<IssuedFromRecord>> {
  const { view, dossier, shown, decision, issuer, at } = request;
  const context: CommandContext = { at, actor: issuer, contentOf: ports.contentOf, sha256: ports.sha256 };
  const allowed = decide(view, { name: 'issue-packet', dossier, shown, decision }, context);
  if (!allowed.ok) return allowed;
  const basis = await gatherBasis(request, ports);
  if (!basis.ok) return basis;
  const certificate = readCertificate(basis.value.issuer.certificate, `the certificate of ${basis.value.issuer.name}`);
  if (!certificate.ok) return certificate;
  const packet = await issuePacket(basis.value, {
    ...ports,
    // A packet under another key would be worth nothing, and nobody would notice before it is needed.
    sign: async (purpose, message) => {
      const signature = await ports.sign(purpose, message);
      if (!signature.ok || await ports.verify(certificate.value.spki, message, signature.value)) return signature;
      return integrity('signature/unknown-key', { what: `packet ${basis.value.number}`, key: basis.value.issuer.key });
    },
  });
  if (!packet.ok) return packet;
  const { value: { digest, number, bytes } } = packet;
  return ok({ packet: packet.value, body: { dossier, revision: shown, decision, packet: digest, number, sizeBytes: bytes.length } });
}
