/**
 * Main's side of the signer process. The process starts with the first call and ends with `lock`: what it knew ends with
 * it. It locks by itself after five minutes without a call.
 */
import { fault, ok, refuse, type Result, type Trouble } from '../../shared/result.ts';
import type { Keychain } from './key-file.ts';
import type { KeyHolder } from './signer.ts';
import { KeychainCall, ListAnswer, SignerAnswer, type SignerCall, type SignerPort } from './signer-protocol.ts';

/** A signer process that was started. `onExit` is heard once, however it ended. */
export interface SignerChild extends SignerPort { onExit(listener: () => void): void; kill(): void }

export interface SignerClientOptions {
  /** Starts `signer-process` with the profile's keys folder. */
  readonly fork: () => SignerChild;
  /** The system's keychain where there is a real one; the process was then started with `keychain`. */
  readonly keychain: Keychain | null;
  readonly autoLockMs?: number;
  /** A call that takes longer ends the process: scrypt takes about a second. */
  readonly timeoutMs?: number;
}

/** A {@link KeyHolder} in another process. `locked` tells whether no process runs; call `lock` before the machine sleeps and at the end. */
export interface SignerClient extends KeyHolder { locked(): boolean }

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

export function openSignerClient({ fork, keychain, autoLockMs = 5 * 60_000, timeoutMs = 60_000 }: SignerClientOptions): SignerClient {
  interface Running { readonly child: SignerChild; readonly waiting: Map<number, (result: SignerAnswer['result'] | null) => void> }
  let running: Running | null = null;
  let calls = 0;
  let idle: NodeJS.Timeout | null = null;

  /** Ends a process and tells everyone who waits for it that it stopped. */
  function end(one: Running): void {
    if (running === one) running = null;
    for (const tell of [...one.waiting.values()]) tell(null);
    one.waiting.clear();
    one.child.kill();
  }

  function start(): Running {
    const one: Running = { child: fork(), waiting: new Map() };
    one.child.onExit(() => end(one));
    one.child.onMessage((message) => {
      const answer = SignerAnswer.safeParse(message);
      if (answer.success) return one.waiting.get(answer.data.id)?.(answer.data.result);
      const asked = KeychainCall.safeParse(message);
      if (asked.success) void answerKeychain(one, asked.data);
    });
    return one;
  }

  async function answerKeychain({ child }: Running, { ask, operation, bytes }: KeychainCall): Promise<void> {
    const answered = await keychain?.[operation](bytes).catch(() => null) ?? null;
    child.post({ answer: ask, bytes: answered });
  }

  function restartIdle(): void {
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(() => { if (running !== null) end(running); }, autoLockMs);
    idle.unref();
  }

  function call(key: string, request: WithoutId<SignerCall>): Promise<Result<Uint8Array | undefined>> {
    const one = (running ??= start());
    const id = ++calls;
    restartIdle();
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(one), timeoutMs);
      one.waiting.set(id, (result) => {
        clearTimeout(timer);
        one.waiting.delete(id);
        restartIdle();
        if (result === null) resolve(fault('signer/stopped', { key }));
        // The signer is this program: its troubles are the catalogue's.
        else resolve(result.ok ? ok(result.value) : { ok: false, trouble: result.trouble as unknown as Trouble });
      });
      one.child.post({ id, ...request });
    });
  }

  async function bytes(key: string, request: WithoutId<SignerCall>): Promise<Result<Uint8Array>> {
    const answer = await call(key, request);
    if (!answer.ok) return answer;
    return answer.value === undefined ? fault('signer/stopped', { key }) : ok(answer.value);
  }

  return {
    publicKey: (key) => bytes(key, { call: 'publicKey', key }),
    sign: ({ key, purpose, message, passphrase }) => bytes(key, { call: 'sign', key, purpose, message, passphrase }),
    create: ({ key, passphrase, sample }) => bytes(key, { call: 'create', key, passphrase, sample }),
    unlock: async (passphrase) => {
      const answer = await call('ecdh', { call: 'unlock', passphrase });
      return answer.ok ? ok(undefined) : answer;
    },
    unlocked: async () => {
      // Where no process runs nothing is open, and asking must not start one.
      if (running === null) return false;
      const answer = await bytes('ecdh', { call: 'unlocked' });
      return answer.ok && answer.value[0] === 1;
    },
    contentKey: async (request) => (running === null ? refuse('key/locked', { key: 'ecdh' }) : bytes('ecdh', { call: 'contentKey', request })),
    changePassphrase: async ({ from, to, sample }) => {
      const answer = await call('member', { call: 'changePassphrase', from, to, sample });
      return answer.ok ? ok(undefined) : answer;
    },
    importKey: (request) => bytes('member', { call: 'importKey', ...request }),
    attachToken: ({ wish, pin }) => bytes('member', { call: 'attachToken', wish, pin }),
    listTokens: async (module) => {
      const answer = await bytes('member', { call: 'listTokens', module });
      if (!answer.ok) return answer;
      const tokens = ListAnswer.safeParse(JSON.parse(new TextDecoder().decode(answer.value)));
      return tokens.success ? ok(tokens.data) : fault('signer/stopped', { key: 'member' });
    },
    lock: async () => {
      if (idle !== null) clearTimeout(idle);
      if (running !== null) end(running);
    },
    locked: () => running === null,
  };
}
