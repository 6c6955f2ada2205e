/** Signs payload bytes in an envelope with one of the profile's keys. */
import { preAuthenticationEncoding, sealEnvelope, type Envelope, type PayloadType } from '../../shared/bytes/envelope.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import type { KeyName, Signer, SigningPurpose } from '../../shared/ports.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';

export interface EnvelopeSigning {
  readonly signer: Signer;
  readonly key: KeyName;
  readonly purpose: SigningPurpose;
  readonly type: PayloadType;
  /** Null for the device key. */
  readonly passphrase: string | null;
}

/** One signature over the payload, with the key's name. Fails as the signer does. */
export async function signPayload({ signer, key, purpose, type, passphrase }: EnvelopeSigning, payload: Uint8Array): Promise<Result<{ readonly keyId: Digest; readonly signature: Uint8Array }>> {
  const spki = await signer.publicKey(key);
  if (!spki.ok) return spki;
  const signature = await signer.sign({ key, purpose, message: preAuthenticationEncoding(type, payload), passphrase });
  return signature.ok ? ok({ keyId: sha256(spki.value), signature: signature.value }) : signature;
}

/** The envelope around exactly these bytes. */
export async function signEnvelope(signing: EnvelopeSigning, payload: Uint8Array): Promise<Result<Envelope>> {
  const signed = await signPayload(signing, payload);
  return signed.ok ? ok(sealEnvelope(signing.type, payload, [signed.value])) : signed;
}
