/** The signer's end of the pipe: hears calls, lets the key holder do them, answers. */
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { assertNever, fault, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from './key-file.ts';
import type { KeyHolder } from './signer.ts';
import { KeychainAnswer, SignerCall, type SignerAnswer, type SignerPort } from './signer-protocol.ts';

/**
 * Serves calls until the process ends. `open` gets a keychain that asks over the same port. A message that is neither
 * call nor answer is dropped: nobody waits for it.
 */
export function serveSigner(port: SignerPort, open: (keychain: Keychain) => KeyHolder): void {
  const asked = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  let asks = 0;
  const ask = (operation: 'wrap' | 'unwrap') => (bytes: Uint8Array) => new Promise<Uint8Array>((resolve, reject) => {
    asked.set(++asks, { resolve, reject });
    port.post({ ask: asks, operation, bytes });
  });
  const holder = open({ wrap: ask('wrap'), unwrap: ask('unwrap') });

  async function answer(call: SignerCall): Promise<SignerAnswer['result']> {
    switch (call.call) {
      case 'publicKey': return plain(await holder.publicKey(call.key));
      case 'sign': return plain(await holder.sign(call));
      case 'create': return plain(await holder.create(call));
      case 'unlock': return plain(await holder.unlock(call.passphrase));
      // Yes or no, as bytes: an answer carries nothing else.
      case 'unlocked': return plain(ok(Uint8Array.of((await holder.unlocked()) ? 1 : 0)));
      case 'contentKey': return plain(await holder.contentKey(call.request));
      case 'changePassphrase': return plain(await holder.changePassphrase(call));
      case 'importKey': return plain(await holder.importKey(call));
      case 'attachToken': return plain(await holder.attachToken(call));
      case 'listTokens': return plain(asJson(await holder.listTokens(call.module)));
      default: return assertNever(call);
    }
  }

  port.onMessage((message) => {
    const heard = KeychainAnswer.safeParse(message);
    if (heard.success) {
      const waiting = asked.get(heard.data.answer);
      asked.delete(heard.data.answer);
      if (heard.data.bytes === null) waiting?.reject(new Error('the keychain refused')); else waiting?.resolve(heard.data.bytes);
      return;
    }
    const call = SignerCall.safeParse(message);
    if (!call.success) return;
    const { id } = call.data;
    // A defect inside must not leave main waiting; its message could quote what it was given, so it stays here.
    answer(call.data).then((result) => port.post({ id, result }), () => port.post({ id, result: plain(fault('defect', { reference: 'signer' }, false)) }));
  });
}

function asJson(result: Result<unknown>): Result<Uint8Array> {
  return result.ok ? ok(encodeUtf8(JSON.stringify(result.value))) : result;
}

/** A Result as it crosses between processes. */
function plain(result: { readonly ok: true; readonly value: Uint8Array | void } | { readonly ok: false; readonly trouble: { readonly code: string } }): SignerAnswer['result'] {
  if (!result.ok) return { ok: false, trouble: { ...result.trouble } };
  return result.value === undefined ? { ok: true } : { ok: true, value: result.value };
}
