/** Where a new member's key comes from: made on this machine, taken over from a PKCS#12 file, or left on a token. */
import { join } from 'node:path';
import { refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import type { KeyHolder } from '../keys/signer.ts';
import { memberKeyHome } from '../keys/token-file.ts';
import type { TokenWish } from '../keys/token.ts';

export type MemberKeySource =
  | { readonly kind: 'new' }
  /** `name` is what messages call the file, `passphrase` what opens it, once. */
  | { readonly kind: 'pkcs12'; readonly file: Uint8Array; readonly name: string; readonly passphrase: string }
  | { readonly kind: 'token'; readonly wish: TokenWish; readonly pin: string };

/** What opens the member key once it is there: the token's PIN, or the passphrase of the keys on this machine. */
export function memberSecret(source: MemberKeySource, passphrase: string): string {
  return source.kind === 'token' ? source.pin : passphrase;
}

/**
 * Brings a key from outside, before any other is made: a wrong PIN or file passphrase leaves nothing behind. Does nothing where the
 * key is to be made here. Refuses `key/other-home` where an earlier attempt left a key that isn't this one.
 */
export async function bringMemberKey(signer: KeyHolder, source: MemberKeySource, { passphrase, sample, folder, files }: { readonly passphrase: string; readonly sample: boolean; readonly folder: string; readonly files: Files }): Promise<Result<unknown>> {
  if (source.kind === 'pkcs12') return signer.importKey({ file: source.file, name: source.name, filePassphrase: source.passphrase, passphrase, sample });
  if (source.kind === 'token') return signer.attachToken(source);
  const home = await memberKeyHome(folder, files);
  return home.ok && home.value?.kind === 'token' ? refuse('key/other-home', { path: join(folder, 'member.key') }) : home;
}
