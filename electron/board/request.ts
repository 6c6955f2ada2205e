/** Requests to be admitted on their way through the store: the newcomer's machine puts its own there, the secretary's looks for those that answer its invitations. */
import { inviteId, openJoinRequest } from '../../shared/board/joining.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { requestName } from '../sync/names.ts';
import { givenInvites } from './invite.ts';
import { placesOf, type Profile } from './profile.ts';
import { storeOf } from './store.ts';

/** A request holds two keys and two signatures. */
const maxRequestBytes = 64 * 1024;

/** Waiting profiles whose request the store has. */
const delivered = new WeakSet<Profile>();

/** Whether this profile's request was seen in the store since it was opened. */
export function isDelivered(profile: Profile): boolean {
  return delivered.has(profile);
}

/** The request that this profile made when it asked to join. Refuses `input/not-found` where it made none. */
export async function ownRequest({ folder, ports }: Profile): Promise<Result<Uint8Array>> {
  const path = placesOf(folder).request;
  const bytes = await ports.files.read(path, maxRequestBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : ok(bytes.value);
}

/** Puts the own request into the store, once. A profile without a store, or without a request, has nothing to put. */
export async function deliverRequest(profile: Profile): Promise<Result<void>> {
  const store = storeOf(profile);
  if (store === null || delivered.has(profile)) return ok(undefined);
  const bytes = await ownRequest(profile);
  if (!bytes.ok) return bytes.trouble.code === 'input/not-found' ? ok(undefined) : bytes;
  const request = await openJoinRequest(bytes.value, profile.ports.verify, 'the request');
  if (!request.ok) return request;
  const name = requestName(request.value.invite);
  const there = await store.read(name);
  if (!there.ok) return there;
  if (there.value === null || !Buffer.from(there.value).equals(bytes.value)) {
    const written = await store.write(name, bytes.value);
    if (!written.ok) return written;
  }
  delivered.add(profile);
  return ok(undefined);
}

export interface ArrivedRequest { readonly invite: Digest; readonly bytes: Uint8Array }

/** What lies in the store in answer to this machine's open invitations; unchecked. Only their names are looked for, so that nobody can make this long. */
export async function arrivedRequests(profile: Profile): Promise<Result<readonly ArrivedRequest[]>> {
  const store = storeOf(profile);
  if (store === null) return ok([]);
  const invites = await givenInvites(profile.folder, profile.ports.files);
  if (!invites.ok) return invites;
  const arrived: ArrivedRequest[] = [];
  for (const { code, admitted } of invites.value) {
    if (admitted !== null) continue;
    const invite = inviteId(code);
    const bytes = await store.read(requestName(invite));
    if (!bytes.ok) return bytes;
    if (bytes.value !== null && bytes.value.length <= maxRequestBytes) arrived.push({ invite, bytes: bytes.value });
  }
  return ok(arrived);
}
