/** Real PKCS#11 tokens made of files (SoftHSM) for the duration of a test, and a module around SoftHSM's that misbehaves on demand. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tokensHere, tokensInChild } from '../../electron/keys/token-access.ts';
import type { AskToken } from '../../electron/keys/token.ts';
import { addonFolder, library, root, tokenFiles, type TokenFiles } from './token-files.ts';
import { runTool } from './tool.ts';

export { noTokens } from './token-files.ts';

const entry = join(root, 'electron', 'keys', 'token-process.ts');

export interface SoftToken extends TokenFiles {
  readonly tokens: AskToken;
  /** Takes the token away, and puts it back. */
  pull(): Promise<void>;
  putBack(): Promise<void>;
}

/** A fresh token in the folder, with one P-256 key of id 01 unless told; reached from this process, or from a child with that much time. It stands in the environment until the test is over. */
export async function softToken(folder: string, { key = true, label = 'Helena Brandt', childMs = null }: { key?: boolean; label?: string; childMs?: number | null } = {}): Promise<SoftToken> {
  const files = tokenFiles(folder, label);
  const { store } = files;
  inEnvironment('SOFTHSM2_CONF', files.configuration);
  if (key) files.makeKey('01');
  return {
    ...files, tokens: childMs === null ? tokensHere(addonFolder) : tokensInChild(entry, addonFolder, childMs),
    pull: async () => { await rename(store, `${store}.pulled`); await mkdir(store); },
    putBack: async () => { await rename(store, `${store}.empty`); await rename(`${store}.pulled`, store); },
  };
}

/** What {@link misbehavingModule} can be made to do. */
export type Misbehaviour = 'removed' | 'unplug' | 'error' | 'hang' | 'crash' | 'lie' | 'last-try' | 'locked' | 'nothing';

/** Compiles a PKCS#11 module that passes everything on to SoftHSM but for one thing, and notes every login. Needs gcc. */
export async function misbehavingModule(folder: string): Promise<{ readonly module: string; behave(how: Misbehaviour): void; logins(): Promise<number> }> {
  const source = join(folder, 'misbehaving.c'), module = join(folder, 'misbehaving.so'), notes = join(folder, 'logins');
  await writeFile(source, moduleSource);
  await writeFile(notes, '');
  must(runTool('gcc', ['-shared', '-fPIC', '-w', '-O1', '-I', join(root, 'node_modules', 'pkcs11js', 'includes', 'pkcs11'), '-o', module, source, '-ldl']));
  inEnvironment('MISBEHAVING_LIBRARY', library ?? '');
  inEnvironment('MISBEHAVING_NOTES', notes);
  inEnvironment('MISBEHAVING_STORE', join(folder, 'tokens'));
  inEnvironment('MISBEHAVING_HOW', 'nothing');
  return { module, behave: (how) => { process.env['MISBEHAVING_HOW'] = how; }, logins: async () => (await readFile(notes)).length };
}

function inEnvironment(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => { if (before === undefined) delete process.env[name]; else process.env[name] = before; });
}

function must({ code, out, err }: { readonly code: number | null; readonly out: string; readonly err: string }): void {
  if (code !== 0) throw new Error(`${out}\n${err}`);
}

const moduleSource = `
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#define CK_PTR *
#define CK_DEFINE_FUNCTION(returnType, name) returnType name
#define CK_DECLARE_FUNCTION(returnType, name) returnType name
#define CK_DECLARE_FUNCTION_POINTER(returnType, name) returnType (* name)
#define CK_CALLBACK_FUNCTION(returnType, name) returnType (* name)
#ifndef NULL_PTR
#define NULL_PTR 0
#endif
#include "pkcs11.h"

static CK_FUNCTION_LIST_PTR real;
static CK_FUNCTION_LIST ours;
static int is(const char *how) { const char *now = getenv("MISBEHAVING_HOW"); return now && strcmp(now, how) == 0; }

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE type, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  FILE *notes = fopen(getenv("MISBEHAVING_NOTES"), "a");
  if (notes) { fputc('.', notes); fclose(notes); }
  return real->C_Login(session, type, pin, length);
}
static CK_RV tokenInfo(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  CK_RV rv = real->C_GetTokenInfo(slot, info);
  if (rv == CKR_OK && is("last-try")) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (rv == CKR_OK && is("locked")) info->flags |= CKF_USER_PIN_LOCKED;
  return rv;
}
static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR out, CK_ULONG_PTR outLength) {
  char gone[4096];
  CK_RV rv;
  if (is("removed")) return CKR_DEVICE_REMOVED;
  if (is("error")) return CKR_DEVICE_ERROR;
  if (is("hang")) for (;;) sleep(1);
  if (is("crash")) abort();
  if (is("unplug")) {
    snprintf(gone, sizeof gone, "%s.pulled", getenv("MISBEHAVING_STORE"));
    rename(getenv("MISBEHAVING_STORE"), gone);
    mkdir(getenv("MISBEHAVING_STORE"), 0700);
    return CKR_GENERAL_ERROR;
  }
  rv = real->C_Sign(session, data, length, out, outLength);
  if (rv == CKR_OK && out && is("lie")) out[*outLength - 1] ^= 1;
  return rv;
}
CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  CK_C_GetFunctionList get;
  void *library = dlopen(getenv("MISBEHAVING_LIBRARY"), RTLD_NOW);
  if (!library) return CKR_GENERAL_ERROR;
  get = (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
  ours = *real;
  ours.C_Login = login;
  ours.C_GetTokenInfo = tokenInfo;
  ours.C_Sign = sign;
  *list = &ours;
  return CKR_OK;
}
`;
