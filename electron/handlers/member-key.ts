/** Where a member's own key comes from, as chosen on the first screens: main's dialogs, the tokens of a module, and what the sign window asks for. */
import { placesOf } from '../board/profile.ts';
import type { MemberKeySource } from '../board/member-key.ts';
import type { Handlers } from '../ipc/router.ts';
import { longestPkcs12 } from '../keys/pkcs12.ts';
import { memberKeyHome } from '../keys/token-file.ts';
import type { Files } from '../platform/files.ts';
import type { SignWindow } from '../shell/sign-window.ts';
import type { KeyFrom } from '../../shared/copy/membership.ts';
import type { ChosenModule, MemberKeyChoice } from '../../shared/ipc/membership.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import type { Choices } from './choices.ts';
import { readChosen } from './chosen-file.ts';
import type { MembershipPorts } from './founding.ts';

/** A chosen key: what the sign window says of it, and the source once the member has given what opens it. */
export interface ChosenKey { readonly from: KeyFrom | null; source(opens: string): MemberKeySource }

/** What the window named, out of what main holds. Refuses `board/choice-gone` for a file or token that isn't chosen any more. */
export function chosenKey(key: MemberKeyChoice, choices: Choices): Result<ChosenKey> {
  if (key.from === 'new') return ok({ from: null, source: () => ({ kind: 'new' }) });
  if (key.from === 'pkcs12') {
    const file = choices.of('keyFile', key.choice);
    return file.ok ? ok({ from: { kind: 'pkcs12', name: file.value.name }, source: (passphrase) => ({ kind: 'pkcs12', file: file.value.bytes, name: file.value.name, passphrase }) }) : file;
  }
  const module = choices.of('module', key.choice);
  if (!module.ok) return module;
  const { label, serial, keyId } = key;
  const token = module.value.tokens.find((one) => one.label === label && one.serial === serial);
  if (token === undefined || (keyId !== null && !token.keys.some(({ id }) => id === keyId))) return refuse('board/choice-gone', { chosen: 'module' });
  return ok({ from: { kind: 'token', name: label }, source: (pin) => ({ kind: 'token', wish: { module: module.value.path, label, serial, keyId }, pin }) });
}

export function memberKeyHandlers({ folder, ports, dialogs, choices }: Pick<MembershipPorts, 'folder' | 'ports' | 'dialogs' | 'choices'>): Pick<Handlers, 'key-file.choose' | 'module.choose' | 'module.look'> {
  /** Tokens are looked at where keys are held, never in main: a module is somebody else's code. */
  async function look(path: string): Promise<Result<ChosenModule>> {
    const signer = ports.openKeys(placesOf(folder).keys);
    const tokens = await signer.listTokens(path);
    await signer.lock();
    if (!tokens.ok) return tokens;
    choices.keep('module', { path, tokens: tokens.value });
    const { module } = choices.shown();
    if (module === null) throw new Defect('a module that was kept is gone');
    return ok(module);
  }

  return {
    'key-file.choose': async () => {
      const file = await readChosen(await dialogs.openKeyFile(), longestPkcs12, ports.files);
      if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
      choices.keep('keyFile', file.value);
      return ok(choices.shown().keyFile);
    },
    'module.choose': async () => {
      const path = await dialogs.openModule();
      return path === null ? ok(null) : look(path);
    },
    'module.look': async ({ module }) => {
      const held = choices.of('module', module);
      return held.ok ? look(held.value.path) : held;
    },
  };
}

/**
 * The same window, which asks for the token's PIN where the member's key is on one. Left alone is what another key signs: new keys, an
 * admission by the root key, and unlocking.
 */
export function askingForPin(window: SignWindow, profile: string, files: Pick<Files, 'read'>): SignWindow {
  return {
    ...window,
    ask: async (view, sign) => {
      if (view.newPassphrase !== undefined || view.purpose === 'admit' || view.purpose === 'unlock') return window.ask(view, sign);
      const home = await memberKeyHome(placesOf(profile).keys, files);
      if (!home.ok || home.value?.kind !== 'token') return window.ask(view, sign);
      return window.ask({ ...view, keyFrom: { kind: 'token', name: home.value.label }, samplePassphrase: null }, sign);
    },
  };
}
