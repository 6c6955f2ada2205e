/**
 * One visit to a token through PKCS#11 (v2.40): load the module, open a session, do one thing, close everything. Opened for each
 * signature, so that a token that was pulled out is noticed and no PIN stays logged in. All calls block: this runs in the signer
 * process, or in a process of its own under the command line.
 */
import { createPublicKey } from 'node:crypto';
import { isP256 } from '../../shared/board/public-key.ts';
import { base64Bytes, toBase64 } from '../../shared/bytes/base64.ts';
import { fault, ok, refuse, type Result } from '../../shared/result.ts';
import type { Cryptoki, Handle } from './token-addon.ts';
import type { ListedToken, TokenAnswer, TokenRequest, TokenWish } from './token.ts';

/** Numbers of PKCS#11 v2.40 (pkcs11t.h). */
const cko = { certificate: 1, publicKey: 2, privateKey: 3 } as const;
const cka = { class: 0x0, label: 0x3, value: 0x11, keyType: 0x100, id: 0x102, ecParams: 0x180, ecPoint: 0x181, alwaysAuthenticate: 0x202 } as const;
const ckkEc = 3;
const ckmEcdsa = 0x1041;
const serialSession = 4;
const cku = { user: 1, contextSpecific: 2 } as const;
const flag = { pinCountLow: 0x10000, pinFinalTry: 0x20000, pinLocked: 0x40000 } as const;

/** DER of the object identifier prime256v1 (RFC 5480, 2.1.1.1), as CKA_EC_PARAMS has it. */
const prime256v1 = Buffer.from('06082a8648ce3d030107', 'hex');
/** The DER in front of an uncompressed point in the SPKI of a P-256 key. */
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');
const mostObjects = 64;
/** Longest CKA_ID that is taken, in bytes: makers use 1 to 32. */
const longestId = 256;

/** What a module answers with when the token is no longer there. */
const gone = new Set(['CKR_TOKEN_NOT_PRESENT', 'CKR_DEVICE_REMOVED', 'CKR_SESSION_HANDLE_INVALID', 'CKR_SESSION_CLOSED', 'CKR_TOKEN_NOT_RECOGNIZED', 'CKR_SLOT_ID_INVALID', 'CKR_OBJECT_HANDLE_INVALID', 'CKR_KEY_HANDLE_INVALID']);
const wrongPin = new Set(['CKR_PIN_INCORRECT', 'CKR_PIN_INVALID', 'CKR_PIN_LEN_RANGE']);

/** The module's own name for what went wrong: `CKR_DEVICE_ERROR`. */
const codeIn = (error: unknown): string => /CKR_\w+/.exec(error instanceof Error ? error.message : '')?.[0] ?? 'an error without a code';
/** Text in a fixed field is filled up with blanks; some modules use zeros. */
const trimmed = (text: string): string => text.replace(/[\0 ]+$/, '');

interface Slot { readonly handle: Handle; readonly label: string; readonly serial: string; readonly flags: number }
interface Found { readonly id: string; readonly spki: Uint8Array | null; readonly isP256: boolean }

/** Answers a request with one visit. Never throws for what a module does. */
export function visitToken(cryptoki: Cryptoki, request: TokenRequest): Result<TokenAnswer> {
  const module = request.ask === 'list' ? request.module : request.ask === 'find' ? request.wish.module : request.place.module;
  try {
    cryptoki.load(module);
  } catch (error) {
    return fault('token/module', { module, problem: error instanceof Error ? error.message.split('\n')[0]!.replace(`${module}: `, '') : 'it can’t be loaded' });
  }
  let isInitialized = false;
  try {
    initialize(cryptoki);
    isInitialized = true;
    return doing(cryptoki, request, module);
  } catch (error) {
    return isInitialized ? fault('token/failed', { token: nameIn(request), step: 'look', problem: codeIn(error) }) : fault('token/module', { module, problem: codeIn(error) });
  } finally {
    for (const leave of [() => { if (isInitialized) cryptoki.C_Finalize(); }, () => cryptoki.close()]) quietly(leave);
  }
}

/** A module that an earlier visit couldn't leave is as good as one that was just begun. */
function initialize(cryptoki: Cryptoki): void {
  try {
    cryptoki.C_Initialize();
  } catch (error) {
    if (codeIn(error) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw error;
  }
}

const nameIn = (request: TokenRequest): string => (request.ask === 'list' ? request.module : request.ask === 'find' ? request.wish.label : request.place.label);

/** Leaving a token that is gone fails too, and says nothing new. */
function quietly(leave: () => void): void {
  try {
    leave();
  } catch { /* It is gone already. */ }
}

function doing(cryptoki: Cryptoki, request: TokenRequest, module: string): Result<TokenAnswer> {
  const slots = slotsOf(cryptoki);
  if (request.ask === 'list') return ok({ ask: 'list', tokens: slots.map((slot) => listed(cryptoki, slot)) });
  const wanted: TokenWish = request.ask === 'find' ? request.wish : request.place;
  const fitting = slots.filter(({ label, serial }) => label === wanted.label && (wanted.serial === null || serial === wanted.serial));
  const [slot, second] = fitting;
  if (slot === undefined) return fault('token/absent', { token: wanted.label, module, present: slots.map(({ label }) => label).filter((label) => label !== '') });
  if (second !== undefined) return refuse('key/token-ambiguous', { token: wanted.label, serials: fitting.map(({ serial }) => serial) });
  return loggedIn(cryptoki, slot, request.pin, (session, step) => (request.ask === 'find' ? find(cryptoki, session, slot, request.wish) : sign(cryptoki, session, request, step)));
}

function slotsOf(cryptoki: Cryptoki): readonly Slot[] {
  return cryptoki.C_GetSlotList(true).slice(0, mostObjects).flatMap((handle) => {
    try {
      const { label, serialNumber, flags } = cryptoki.C_GetTokenInfo(handle);
      return [{ handle, label: trimmed(label), serial: trimmed(serialNumber), flags }];
    } catch {
      // Pulled out between the list and the question, or not a token that this module knows: as if it weren't there.
      return [];
    }
  });
}

/** Runs `work` in a session that the PIN opened, and closes it. `step` names what is being done, for the message about a failure. */
function loggedIn(cryptoki: Cryptoki, slot: Slot, pin: string, work: (session: Handle, step: (name: Step) => void) => Result<TokenAnswer>): Result<TokenAnswer> {
  const token = slot.label;
  if ((slot.flags & flag.pinLocked) !== 0) return refuse('key/pin-locked', { token });
  // An empty PIN would ask some modules to use a keypad, and costs others a try.
  if (pin === '') return refuse('key/wrong-pin', { token, left: leftOf(slot.flags) });
  let session: Handle | null = null;
  let isIn = false;
  let at: Step = 'open';
  try {
    session = cryptoki.C_OpenSession(slot.handle, serialSession);
    at = 'log in';
    cryptoki.C_Login(session, cku.user, pin);
    isIn = true;
    at = 'look';
    return work(session, (name) => { at = name; });
  } catch (error) {
    const problem = codeIn(error);
    if (problem === 'CKR_PIN_LOCKED') return refuse('key/pin-locked', { token });
    if (wrongPin.has(problem)) {
      const flags = flagsNow(cryptoki, slot);
      return (flags & flag.pinLocked) === 0 ? refuse('key/wrong-pin', { token, left: leftOf(flags) }) : refuse('key/pin-locked', { token });
    }
    if (gone.has(problem) || !isPresent(cryptoki, slot)) return fault('token/removed', { token });
    return fault('token/failed', { token, step: at, problem });
  } finally {
    const open = session;
    if (open !== null && isIn) quietly(() => cryptoki.C_Logout(open));
    if (open !== null) quietly(() => cryptoki.C_CloseSession(open));
  }
}

/** What was being done when a token failed. */
type Step = 'open' | 'log in' | 'look' | 'sign';

const leftOf = (flags: number): 'unknown' | 'few' | 'one' => ((flags & flag.pinFinalTry) !== 0 ? 'one' : (flags & flag.pinCountLow) !== 0 ? 'few' : 'unknown');

function flagsNow(cryptoki: Cryptoki, { handle, flags }: Slot): number {
  try {
    return cryptoki.C_GetTokenInfo(handle).flags;
  } catch {
    return flags;
  }
}

function isPresent(cryptoki: Cryptoki, { label, serial }: Slot): boolean {
  try {
    return slotsOf(cryptoki).some((one) => one.label === label && one.serial === serial);
  } catch {
    return false;
  }
}

function objects(cryptoki: Cryptoki, session: Handle, template: readonly { readonly type: number; readonly value: number | Buffer }[]): readonly Handle[] {
  cryptoki.C_FindObjectsInit(session, template);
  try {
    return cryptoki.C_FindObjects(session, mostObjects);
  } finally {
    cryptoki.C_FindObjectsFinal(session);
  }
}

/** An attribute's bytes; null where the object has none, or won't tell. A token that is gone is told as such. */
function attribute(cryptoki: Cryptoki, session: Handle, object: Handle, type: number): Buffer | null {
  try {
    return cryptoki.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? null;
  } catch (error) {
    if (gone.has(codeIn(error))) throw error;
    return null;
  }
}

/** The SPKI from CKA_EC_POINT: an OCTET STRING around the point (2.3.3), or the bare point as some modules give it. */
function spkiOf(point: Buffer | null): Uint8Array | null {
  if (point === null) return null;
  const bare = point.length === 67 && point[0] === 0x04 && point[1] === 0x41 ? point.subarray(2) : point;
  const spki = Uint8Array.from(Buffer.concat([spkiHead, bare]));
  return isP256(spki) ? spki : null;
}

/** The public key beside a private one: from its public object, from itself, or from a certificate, all under the same id. */
function publicOf(cryptoki: Cryptoki, session: Handle, key: Handle, id: Buffer): Uint8Array | null {
  for (const object of [...objects(cryptoki, session, [{ type: cka.class, value: cko.publicKey }, { type: cka.id, value: id }]), key]) {
    const spki = spkiOf(attribute(cryptoki, session, object, cka.ecPoint));
    if (spki !== null) return spki;
  }
  for (const object of objects(cryptoki, session, [{ type: cka.class, value: cko.certificate }, { type: cka.id, value: id }])) {
    const der = attribute(cryptoki, session, object, cka.value);
    const spki = der === null ? null : spkiIn(der);
    if (spki !== null) return spki;
  }
  return null;
}

function spkiIn(certificate: Buffer): Uint8Array | null {
  try {
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----`;
    const spki = Uint8Array.from(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
    return isP256(spki) ? spki : null;
  } catch {
    return null;
  }
}

function privateKeys(cryptoki: Cryptoki, session: Handle, keyId: string | null): readonly Found[] {
  const template = [{ type: cka.class, value: cko.privateKey }, ...(keyId === null ? [] : [{ type: cka.id, value: Buffer.from(keyId, 'hex') }])];
  return objects(cryptoki, session, template).flatMap((key) => {
    const id = attribute(cryptoki, session, key, cka.id) ?? Buffer.alloc(0);
    if (id.length > longestId) return [];
    const type = attribute(cryptoki, session, key, cka.keyType);
    const params = attribute(cryptoki, session, key, cka.ecParams);
    // Where a module hides the curve of the private key, the public one tells.
    const mayBe = type?.[0] === ckkEc && (params === null || params.equals(prime256v1));
    const spki = mayBe ? publicOf(cryptoki, session, key, id) : null;
    return [{ id: id.toString('hex'), spki, isP256: spki !== null || (mayBe && params !== null) }];
  });
}

function find(cryptoki: Cryptoki, session: Handle, slot: Slot, { module, keyId }: TokenWish): Result<TokenAnswer> {
  const token = slot.label;
  const keys = privateKeys(cryptoki, session, keyId);
  const fitting = keys.filter((key) => key.isP256);
  const [found, second] = fitting;
  const no = (lack: 'none' | 'several' | 'not-p256' | 'no-public') => refuse('key/token-key', { token, lack, asked: keyId, ids: (lack === 'several' ? fitting : keys).map(({ id }) => id) });
  if (found === undefined) return no(keys.length === 0 ? 'none' : 'not-p256');
  if (second !== undefined) return no('several');
  return found.spki === null ? no('no-public') : ok({ ask: 'find', place: { module, label: slot.label, serial: slot.serial, keyId: found.id }, spki: toBase64(found.spki) });
}

function sign(cryptoki: Cryptoki, session: Handle, { place: { label: token, keyId }, digest, pin }: TokenRequest & { ask: 'sign' }, step: (name: Step) => void): Result<TokenAnswer> {
  const keys = objects(cryptoki, session, [{ type: cka.class, value: cko.privateKey }, { type: cka.keyType, value: ckkEc }, { type: cka.id, value: Buffer.from(keyId, 'hex') }]);
  const [key, second] = keys;
  if (key === undefined || second !== undefined) return refuse('key/token-key', { token, lack: key === undefined ? 'none' : 'several', asked: keyId, ids: keys.map(() => keyId) });
  // A key that wants the PIN before each use, as the signing key of a PIV card does (CKA_ALWAYS_AUTHENTICATE).
  const asksAgain = attribute(cryptoki, session, key, cka.alwaysAuthenticate)?.[0] === 1;
  step('sign');
  cryptoki.C_SignInit(session, { mechanism: ckmEcdsa }, key);
  if (asksAgain) cryptoki.C_Login(session, cku.contextSpecific, pin);
  const into = Buffer.alloc(256);
  const signature = into.subarray(0, cryptoki.C_Sign(session, Buffer.from(base64Bytes(digest)), into));
  return signature.length === 64 ? ok({ ask: 'sign', signature: toBase64(Uint8Array.from(signature)) }) : refuse('key/token-key', { token, lack: 'another', asked: keyId, ids: [keyId] });
}

/** A token and the keys on it that can be seen without its PIN. */
function listed(cryptoki: Cryptoki, { handle, label, serial }: Slot): ListedToken {
  let session: Handle | null = null;
  try {
    const open = session = cryptoki.C_OpenSession(handle, serialSession);
    const keys = objects(cryptoki, open, [{ type: cka.class, value: cko.publicKey }, { type: cka.keyType, value: ckkEc }]).flatMap((object) => {
      if (spkiOf(attribute(cryptoki, open, object, cka.ecPoint)) === null) return [];
      const id = attribute(cryptoki, open, object, cka.id) ?? Buffer.alloc(0);
      if (id.length > longestId) return [];
      return [{ id: id.toString('hex'), label: (attribute(cryptoki, open, object, cka.label)?.toString('utf8') ?? '').slice(0, 200) }];
    });
    return { label, serial, keys };
  } catch {
    return { label, serial, keys: [] };
  } finally {
    if (session !== null) quietly(() => cryptoki.C_CloseSession(session!));
  }
}

