/** The native addon `pkcs11js`, loaded when a token is first asked for: it is optional, and a module is somebody else's code. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { refuse, ok, type Result } from '../../shared/result.ts';

/** The name of the built addon beside the program that loads it (`electron/runtime/build.mjs` puts it there). */
export const addonFileName = 'pkcs11.node';

/** A handle of a session, a slot or an object, opaque to us. */
export type Handle = Buffer;
interface Attribute { readonly type: number; readonly value?: number | boolean | string | Buffer }

/** The part of the addon's PKCS11 object that is used; names are those of PKCS#11 v2.40. Each throws an Error with `CKR_NAME:number` in its message. */
export interface Cryptoki {
  load(path: string): void;
  close(): void;
  C_Initialize(): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string; readonly serialNumber: string; readonly flags: number };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_Login(session: Handle, userType: number, pin: string): void;
  C_Logout(session: Handle): void;
  C_FindObjectsInit(session: Handle, template: readonly Attribute[]): void;
  C_FindObjects(session: Handle, most: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(session: Handle, object: Handle, template: readonly Attribute[]): { readonly value: Buffer }[];
  C_SignInit(session: Handle, mechanism: { readonly mechanism: number }, key: Handle): void;
  /** Answers how many bytes it wrote. */
  C_Sign(session: Handle, data: Buffer, into: Buffer): number;
}

/** Loads the addon from the folder of the running program. Refuses `key/no-token-support` where it isn't there, wasn't built, or is for another machine. */
export function loadCryptoki(folder: string): Result<Cryptoki> {
  const path = join(folder, addonFileName);
  try {
    const addon = createRequire(path)(path) as { readonly PKCS11: new () => Cryptoki };
    return ok(new addon.PKCS11());
  } catch {
    return refuse('key/no-token-support', { path });
  }
}
