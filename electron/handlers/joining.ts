/** The newcomer's side: an invitation becomes keys and a request, and once a roster names the key, a membership. */
import { basename } from 'node:path';
import { askToJoin, enterBoard, entryStatement } from '../board/join.ts';
import { ownRequest } from '../board/request.ts';
import type { Handlers } from '../ipc/router.ts';
import { readInvite, type Invite } from '../../shared/board/joining.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { appDeviceName, enteringWords, joiningWords } from '../../shared/copy/membership.ts';
import type { SignView } from '../../shared/ipc/contract.ts';
import type { ChosenInvite } from '../../shared/ipc/membership.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import { readChosen, type NamedFile } from './chosen-file.ts';
import { chosenKey } from './member-key.ts';
import { newKeysView, reopened, type MembershipPorts } from './founding.ts';

const maxInviteBytes = 128 * 1024;

/** A request's file, unless the newcomer calls it otherwise. */
const requestFileName = 'join-request.json';

/** What an invitation says without its code: that one is a secret, and nobody needs to read it. */
function withoutCode({ code: _, trust: __, ...rest }: Invite): Omit<Invite, 'code' | 'trust'> {
  return rest;
}

export function joiningHandlers(membership: MembershipPorts): Pick<Handlers, 'invite.choose' | 'invite.drop' | 'board.join' | 'request.save' | 'board.enter'> {
  const { folder, ports, workspace, signing, settings, samplePassphrase, dialogs, choices, turn } = membership;

  function taken({ name, bytes }: NamedFile): Result<ChosenInvite> {
    const read = readInvite(bytes, ports.clock.now(), name);
    if (!read.ok) return read;
    choices.keep('invite', { name, bytes, ...read.value });
    const { invite } = choices.shown();
    if (invite === null) throw new Defect('an invitation that was kept is gone');
    return ok(invite);
  }

  return {
    'invite.choose': async () => {
      const file = await readChosen(await dialogs.openInvite(), maxInviteBytes, ports.files);
      return !file.ok ? file : file.value === null ? ok(null) : taken(file.value);
    },
    'invite.drop': async ({ name, text }) => taken({ name, bytes: encodeUtf8(text) }),
    'board.join': async ({ invite: choice, name, store, memberKey }) => {
      const chosen = choices.of('invite', choice);
      if (!chosen.ok) return chosen;
      const place = store === null ? ok(null) : choices.of('store', store);
      if (!place.ok) return place;
      const key = chosenKey(memberKey, choices);
      if (!key.ok) return key;
      const end = turn.take();
      if (end === null) return refuse('board/exists', { path: folder });
      try {
        const { invite, trust, bytes, name: inviteName } = chosen.value;
        const shown = withoutCode(invite);
        const view = newKeysView({
          ...joiningWords({ boardName: invite.boardName, fingerprint: trust.fingerprint, invitedBy: invite.invitedBy, name, seat: invite.seat, store: (place.value ?? invite.store)?.path ?? null, key: key.value.from }),
          purpose: 'join', member: name, board: invite.boardName, statements: [{ digest: ports.sha256(canonicalBytes(shown)), text: readableJson(shown) }], ...(key.value.from === null ? {} : { keyFrom: key.value.from }),
        } as Omit<SignView, 'theme' | 'samplePassphrase' | 'newPassphrase'>, { ...membership, sample: trust.sample });
        const asked = await signing.ask(view, (passphrase, opens) => askToJoin({ profile: folder, invite: bytes, inviteName, name, store: place.value, passphrase, memberKey: key.value.source(opens) }, ports));
        if (!asked.ok) return asked;
        choices.forget();
        return await reopened(workspace);
      } finally {
        end();
      }
    },
    'request.save': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const bytes = await ownRequest(profile.value);
      if (!bytes.ok) return bytes;
      const path = await dialogs.saveAs(requestFileName);
      if (path === null) return ok(null);
      const written = await ports.files.write(path, bytes.value);
      return written.ok ? ok(basename(path)) : written;
    },
    'board.enter': async () => {
      const opened = workspace.profile();
      if (!opened.ok) return opened;
      const profile = opened.value;
      const entering = { deviceName: appDeviceName, at: ports.clock.now() };
      const entry = await entryStatement(profile, entering, ports);
      if (!entry.ok) return entry;
      const end = turn.take();
      if (end === null) return refuse('board/exists', { path: folder });
      try {
        const { member, body, statement } = entry.value;
        const roster = profile.roster();
        const self = roster?.members.find((one) => one.id === member);
        if (roster === null || self === undefined) return refuse('board/not-a-member', { member });
        const view = {
          ...enteringWords({ boardName: roster.charter.name, seat: self, deviceName: body.name, deviceKey: body.key.keyId }), purpose: 'enter', statements: [{ digest: ports.sha256(statement), text: readableJson(JSON.parse(new TextDecoder().decode(statement))) }],
          member: self.name, board: roster.charter.name, samplePassphrase: profile.trust.sample ? samplePassphrase : null, theme: settings.read().theme,
        } as SignView;
        const entered = await signing.ask(view, (passphrase) => enterBoard(profile, { ...entering, passphrase }, ports));
        return entered.ok ? await reopened(workspace) : entered;
      } finally {
        end();
      }
    },
  };
}
