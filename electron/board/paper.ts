/** What packets, copies and addenda have in common once their pages are drawn: signed as shown, stored whole, recorded by an act. */
import { join } from 'node:path';
import { readCertificate } from '../../shared/board/certificate.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import type { ActBody } from '../../shared/events/catalogue.ts';
import type { Fact } from '../../shared/events/fact.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import type { Stamp } from '../../shared/packet/timestamp.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import type { IssuePorts } from '../packet/paper.ts';
import { signAct } from './act.ts';
import type { Profile } from './profile.ts';

/** `stamp`: what came of asking for a timestamp; null: nobody was asked. */
export interface StoredPacket { readonly digest: Digest; readonly number: string; readonly bytes: Uint8Array; readonly facts: readonly Fact[]; readonly stamp: Result<Stamp> | null }

/** What was shown before it was signed: the statement's bytes, of which dossier, and what messages call the paper. */
export interface ShownStatement { readonly statement: Uint8Array; readonly dossier: DossierId; readonly what: string }

/**
 * Signs for a paper with the issuer's member key: no other statement than the one that was shown (`board/record-changed`), and nothing under a key
 * that isn't the one that the roster gives the issuer (`signature/unknown-key`): nobody would notice before the paper is needed.
 */
export function signAsShown({ signer, ports: { sha256, verify } }: Profile, issuer: PacketBasis['issuer'], { statement, dossier, what }: ShownStatement, passphrase: string): Result<IssuePorts['sign']> {
  const certificate = readCertificate(issuer.certificate, `the certificate of ${issuer.name}`);
  if (!certificate.ok) return certificate;
  const shown = sha256(preAuthenticationEncoding(payloadTypes.inToto, statement));
  return ok(async (purpose, message) => {
    if (purpose === 'statement' && sha256(message) !== shown) return refuse('board/record-changed', { dossier });
    const signature = await signer.sign({ key: 'member', purpose, message, passphrase });
    if (!signature.ok || await verify(certificate.value.spki, message, signature.value)) return signature;
    return integrity('signature/unknown-key', { what, key: issuer.key });
  });
}

type PaperAct = 'packet.issued/1' | 'copy.issued/1' | 'addendum.issued/1';

/** Stores the bytes and then records them by an act. Of a paper that couldn't be recorded only an unused object is left. */
export async function recordPaper<T extends PaperAct>(profile: Profile, type: T, body: ActBody<T> & { readonly packet: Digest; readonly number: string }, { bytes, stamp, at, passphrase }: { readonly bytes: Uint8Array; readonly stamp: Result<Stamp> | null; readonly at: Instant; readonly passphrase: string }): Promise<Result<StoredPacket>> {
  const { vault, signer, trust, folder, file: { member, sample }, ports: { files } } = profile;
  const { packet: digest, number } = body;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const stored = await vault.objects.put(bytes);
  if (!stored.ok) return stored;
  if (stored.value !== digest) return integrity('object/damaged', { digest, path: vault.layout.object(stored.value) });
  const act = await signAct({ board: trust.board, sample, member, claimedAt: at }, type, body, { signer, passphrase });
  if (!act.ok) return act;
  const facts = await vault.appendOwn([act.value]);
  if (!facts.ok) return facts;
  // A copy under its number, for people who look into the folder; the object is the record.
  await files.makeFolder(join(folder, 'packets'));
  await files.write(join(folder, 'packets', `${number}.pdf`), bytes);
  return ok({ digest, number, bytes, facts: facts.value, stamp });
}
