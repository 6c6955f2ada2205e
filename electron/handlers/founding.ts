/** Founding a board in an empty profile, and giving a board the store that it began without. */
import { readCharter } from '../board/charter-file.ts';
import { foundBoard } from '../board/found.ts';
import { writeProfile, type BoardPorts } from '../board/profile.ts';
import type { Handlers } from '../ipc/router.ts';
import { minimumPassphrase } from '../keys/key-file.ts';
import type { SettingsStore } from '../settings.ts';
import type { MembershipDialogs } from '../shell/membership-dialogs.ts';
import type { SignWindow } from '../shell/sign-window.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { appDeviceName, foundingWords } from '../../shared/copy/membership.ts';
import type { SignView } from '../../shared/ipc/contract.ts';
import { riskSchemeOf } from '../../shared/risk/scheme.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Choices } from './choices.ts';
import { readChosen } from './chosen-file.ts';
import { chosenKey, memberKeyHandlers } from './member-key.ts';
import type { Turn } from './turn.ts';
import type { Workspace } from './workspace.ts';

export interface MembershipPorts {
  readonly folder: string;
  readonly ports: BoardPorts;
  readonly workspace: Workspace;
  readonly signing: Pick<SignWindow, 'ask'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly dialogs: MembershipDialogs;
  readonly choices: Choices;
  readonly turn: Turn;
  readonly samplePassphrase: string;
}

const maxCharterBytes = 1024 * 1024;

/** What the sign window shows where keys are about to be made. */
export function newKeysView(view: Omit<SignView, 'theme' | 'samplePassphrase' | 'newPassphrase'>, { sample, samplePassphrase, settings }: { readonly sample: boolean } & Pick<MembershipPorts, 'samplePassphrase' | 'settings'>): SignView {
  return { ...view, samplePassphrase: sample ? samplePassphrase : null, theme: settings.read().theme, newPassphrase: { minimum: sample ? 1 : minimumPassphrase } };
}

export function foundingHandlers(membership: MembershipPorts): Pick<Handlers, 'chosen.read' | 'charter.choose' | 'store.choose' | 'store.use' | 'board.found' | 'key-file.choose' | 'module.choose' | 'module.look'> {
  const { folder, ports, workspace, signing, dialogs, choices, turn } = membership;
  return {
    'chosen.read': async () => ok(choices.shown()),
    'charter.choose': async () => {
      const file = await readChosen(await dialogs.openCharter(), maxCharterBytes, ports.files);
      if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
      const charter = readCharter(file.value.bytes, file.value.name);
      if (!charter.ok) return charter;
      choices.keep('charter', { name: file.value.name, charter: charter.value });
      return ok(choices.shown().charter);
    },
    'store.choose': async () => {
      const path = await dialogs.openStore();
      if (path === null) return ok(null);
      const kind = await ports.files.list(path);
      if (!kind.ok) return kind;
      if (kind.value === null) return refuse('input/not-found', { path });
      choices.keep('store', { kind: 'folder', path });
      return ok(choices.shown().store);
    },
    'store.use': async ({ store }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const { file, trustPem } = profile.value;
      const place = choices.of('store', store);
      if (!place.ok) return place;
      const end = turn.take();
      if (end === null || file.store !== null) {
        end?.();
        return refuse('board/has-store', { store: file.store?.path ?? place.value.path });
      }
      try {
        await workspace.settled();
        const written = await writeProfile(folder, { ...file, store: place.value }, trustPem, ports);
        return written.ok ? await reopened(workspace) : written;
      } finally {
        end();
      }
    },
    ...memberKeyHandlers(membership),
    'board.found': async ({ founder, charter: from, store, memberKey }) => {
      const chosen = from.from === 'form' ? ok({ charter: from.charter }) : choices.of('charter', from.choice);
      if (!chosen.ok) return chosen;
      const { charter } = chosen.value;
      const place = store === null ? ok(null) : choices.of('store', store);
      if (!place.ok) return place;
      const key = chosenKey(memberKey, choices);
      if (!key.ok) return key;
      const end = turn.take();
      if (end === null) return refuse('board/exists', { path: folder });
      try {
        const bytes = canonicalBytes(charter);
        const view = newKeysView({
          ...foundingWords({ founder, charter, scheme: riskSchemeOf(charter).id, store: place.value?.path ?? null, key: key.value.from }), purpose: 'found', member: founder.name, board: charter.name,
          statements: [{ digest: ports.sha256(bytes), text: readableJson(charter) }], ...(key.value.from === null ? {} : { keyFrom: key.value.from }),
        } as Omit<SignView, 'theme' | 'samplePassphrase' | 'newPassphrase'>, { ...membership, sample: false });
        const founded = await signing.ask(view, (passphrase, opens) => foundBoard({ profile: folder, name: charter.name, charter, founder, deviceName: appDeviceName, sample: false, store: place.value, passphrase, memberKey: key.value.source(opens) }, ports));
        if (!founded.ok) return founded;
        choices.forget();
        return await reopened(workspace);
      } finally {
        end();
      }
    },
  };
}

/** Opens what the folder holds now and says what it is. */
export async function reopened(workspace: Workspace): ReturnType<Workspace['state']> {
  await workspace.close();
  const opened: Result<void> = await workspace.open();
  return opened.ok ? workspace.state() : opened;
}
