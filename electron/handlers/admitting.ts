/** The secretary's side: invitations go out as files, requests come in through the store or as files, and the root key admits. */
import { basename } from 'node:path';
import { admitMember, checkRequest } from '../board/admit.ts';
import { forgetInvite, givenInvites, inviteMember } from '../board/invite.ts';
import { memberIdFor } from '../board/member-id.ts';
import type { Profile } from '../board/profile.ts';
import { arrivedRequests } from '../board/request.ts';
import type { Broadcast } from '../ipc/broadcast.ts';
import type { Handlers } from '../ipc/router.ts';
import { inviteId, openJoinRequest } from '../../shared/board/joining.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { admittingWords } from '../../shared/copy/membership.ts';
import type { SignView } from '../../shared/ipc/contract.ts';
import type { ChoiceId, InviteStanding, Newcomers, RequestStanding } from '../../shared/ipc/membership.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { newChoiceId } from './choices.ts';
import { readChosen, type NamedFile } from './chosen-file.ts';
import type { MembershipPorts } from './founding.ts';

const maxRequestBytes = 64 * 1024;
/** The invitation's code lets one person in. */
const secretMode = 0o600;

interface Held extends NamedFile { readonly id: ChoiceId; readonly fromFile: boolean }

export function admittingHandlers(membership: MembershipPorts & { readonly broadcast: Broadcast }): Pick<Handlers, 'newcomers.read' | 'member.invite' | 'request.choose' | 'member.admit'> {
  const { ports, workspace, signing, settings, samplePassphrase, dialogs, broadcast } = membership;
  /** Requests that were seen, by the digest of their bytes: each keeps its id while it lies there. */
  const held = new Map<Digest, Held>();

  function hold(bytes: Uint8Array, name: string, fromFile: boolean): Held {
    const digest = ports.sha256(bytes);
    const known = held.get(digest);
    if (known !== undefined) return known;
    const fresh: Held = { id: newChoiceId(ports.ids), name, bytes, fromFile };
    held.set(digest, fresh);
    return fresh;
  }

  async function requestStanding(profile: Profile, { id, name, bytes, fromFile }: Held): Promise<RequestStanding> {
    const common = { choice: id, file: fromFile ? name : null };
    const opened = await openJoinRequest(bytes, ports.verify, name);
    if (!opened.ok) return { ...common, name, seat: null, keyId: null, claimedAt: null, trouble: opened.trouble };
    const { name: newcomer, member: { keyId }, claimedAt } = opened.value;
    const checked = await checkRequest(profile, { request: bytes, requestName: name }, ports);
    return { ...common, name: newcomer, keyId, claimedAt, seat: checked.ok ? checked.value.invite.seat : null, trouble: checked.ok ? null : checked.trouble };
  }

  /** A profile's root key never changes while it is open; asking the signer each time would keep it from locking itself. */
  const rootKeys = new WeakMap<Profile, Digest | null>();

  /** Whether this machine's root key is the board's. */
  async function admits(profile: Profile): Promise<boolean> {
    let key = rootKeys.get(profile);
    if (key === undefined) {
      const root = await profile.signer.publicKey('root');
      if (!root.ok && root.trouble.code !== 'key/missing') return false;
      key = root.ok ? publicKeyOf(root.value).keyId : null;
      rootKeys.set(profile, key);
    }
    return key !== null && key === profile.roster()?.ca.keyId;
  }

  async function newcomers(profile: Profile): Promise<Result<Newcomers>> {
    const given = await givenInvites(profile.folder, ports.files);
    if (!given.ok) return given;
    // A store that is out of reach has its own sign; the invitations are here all the same.
    const arrived = await arrivedRequests(profile);
    const inStore = arrived.ok ? arrived.value.map(({ bytes, invite }) => ({ invite, held: hold(bytes, 'the request in the store', false) })) : [];
    // What somebody else put in the place of another is not kept: it could be anything, again and again.
    for (const [digest, one] of held) if (!one.fromFile && arrived.ok && !inStore.some((there) => there.held === one)) held.delete(digest);
    const files = [...held.values()].filter(({ fromFile }) => fromFile);
    const standings = await Promise.all([...new Set([...inStore.map((one) => one.held), ...files])].map((one) => requestStanding(profile, one)));
    const members = new Set(profile.roster()?.members.map((member) => member.key.keyId));
    const requests = standings.filter(({ keyId }) => keyId === null || !members.has(keyId));
    const asked = new Set(inStore.map(({ invite }) => invite));
    const now = ports.clock.now();
    const invites = given.value.map(({ code, seat, expiresAt, admitted }): InviteStanding => {
      const id = inviteId(code);
      return { id, seat, expiresAt, state: admitted !== null ? 'used' : expiresAt <= now ? 'expired' : asked.has(id) ? 'asked' : 'open' };
    });
    return ok({ admits: await admits(profile), invites, requests });
  }

  return {
    'newcomers.read': async () => {
      const profile = workspace.profile();
      return profile.ok ? newcomers(profile.value) : profile;
    },
    'member.invite': async ({ seat, namesake }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const path = await dialogs.saveAs(`invitation-${memberIdFor(seat.name, [])}.json`);
      if (path === null) return ok(null);
      const invite = await inviteMember(profile.value, { seat, store: null, namesake }, ports);
      if (!invite.ok) return invite;
      const written = await ports.files.write(path, canonicalBytes(invite.value), secretMode);
      if (written.ok) return ok(basename(path));
      await forgetInvite(profile.value.folder, invite.value.code, ports.files);
      return written;
    },
    'request.choose': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const file = await readChosen(await dialogs.openRequest(), maxRequestBytes, ports.files);
      if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
      const opened = await openJoinRequest(file.value.bytes, ports.verify, file.value.name);
      if (!opened.ok) return opened;
      hold(file.value.bytes, file.value.name, true);
      return newcomers(profile.value);
    },
    'member.admit': async ({ request: choice, namesake }) => {
      const opened = workspace.profile();
      if (!opened.ok) return opened;
      const profile = opened.value;
      const request = [...held.values()].find(({ id }) => id === choice);
      if (request === undefined) return refuse('board/choice-gone', { chosen: 'request' });
      const how = { request: request.bytes, requestName: request.name };
      const checked = await checkRequest(profile, how, ports);
      if (!checked.ok) return checked;
      const { request: asked, invite } = checked.value;
      const roster = profile.roster();
      const view = {
        ...admittingWords({ seat: { ...invite.seat, name: asked.name }, keyId: asked.member.keyId, rosterSeq: (roster?.seq ?? 0) + 1, expiresAt: invite.expiresAt }), purpose: 'admit',
        statements: [{ digest: ports.sha256(canonicalBytes(asked)), text: readableJson(asked) }], member: roster?.members.find(({ id }) => id === profile.file.member)?.name ?? '', board: roster?.charter.name ?? '',
        samplePassphrase: profile.trust.sample ? samplePassphrase : null, theme: settings.read().theme,
      } as SignView;
      const admitted = await signing.ask(view, (passphrase) => admitMember(profile, { ...how, seat: {}, namesake, passphrase }, ports));
      if (!admitted.ok) return admitted;
      broadcast('profile', null);
      void workspace.sync();
      return workspace.state();
    },
  };
}
