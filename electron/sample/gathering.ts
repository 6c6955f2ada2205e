/** How the sample board comes together: founded, and joined by its colleagues as real boards are. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import type { SampleStep } from '../../shared/copy/sample.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { BoardId, Instant } from '../../shared/vocabulary.ts';
import { admitMember } from '../board/admit.ts';
import { foundBoard } from '../board/found.ts';
import { inviteMember } from '../board/invite.ts';
import { askToJoin, enterBoard } from '../board/join.ts';
import { colleagueParts, sampleBoardName, sampleCast, sampleCharter, samplePassphrase, type CastMember, type Part } from './cast.ts';
import type { SamplePlaces } from './places.ts';
import { admittedAt, invitedAt } from './story.ts';
import { openPerson, sync, type Person, type Studio } from './studio.ts';

export interface Gathered { readonly board: BoardId; readonly people: Readonly<Record<Part, Person>> }

/** Makes everybody's keys and profiles, and lets them enter. The colleagues' keys are made side by side, since each takes its time. */
export async function gather(places: SamplePlaces, now: Instant, studio: Studio, tell: (step: SampleStep) => void): Promise<Result<Gathered>> {
  const founded = await found(places.home, sampleCast.home, studio);
  if (!founded.ok) return founded;
  const { person: secretary, board } = founded.value;
  tell('keys');
  studio.clock.set(invitedAt(now));
  const requests = await Promise.all(colleagueParts.map(async (part) => {
    const request = await invite(secretary, places.colleague(sampleCast[part].id), sampleCast[part], studio);
    tell('keys');
    return request;
  }));
  studio.clock.set(admittedAt(now));
  for (const [index, request] of requests.entries()) {
    if (!request.ok) return request;
    const admitted = await admit(secretary, request.value, sampleCast[colleagueParts[index]!], studio);
    if (!admitted.ok) return admitted;
  }
  const told = await sync(secretary, studio);
  if (!told.ok) return told;
  const people: Partial<Record<Part, Person>> = { home: secretary };
  for (const part of colleagueParts) {
    const person = await enter(places.colleague(sampleCast[part].id), sampleCast[part], studio);
    if (!person.ok) return person;
    people[part] = person.value;
    tell('members');
  }
  const heard = await sync(secretary, studio);
  if (!heard.ok) return heard;
  return ok({ board, people: people as Record<Part, Person> });
}

/** Founds the board with its first member. */
async function found(folder: string, { seat, deviceName }: CastMember, studio: Studio): Promise<Result<{ readonly person: Person; readonly board: BoardId }>> {
  const founded = await foundBoard({
    profile: folder, name: sampleBoardName, charter: sampleCharter, founder: seat, deviceName, sample: true, store: studio.place, passphrase: samplePassphrase,
  }, studio.ports);
  if (!founded.ok) return founded;
  const person = await openPerson(folder, studio);
  return person.ok ? ok({ person: person.value, board: founded.value.board }) : person;
}

/** Gives an invite and takes the request that answers it: the newcomer's keys are made here. */
async function invite(secretary: Person, folder: string, { seat }: CastMember, { ports }: Studio): Promise<Result<Uint8Array>> {
  const given = await inviteMember(secretary.profile, { seat, store: null }, ports);
  if (!given.ok) return given;
  const asked = await askToJoin({ profile: folder, invite: canonicalBytes(given.value), inviteName: 'the invite', name: null, store: null, passphrase: samplePassphrase }, ports);
  return asked.ok ? ok(asked.value.request) : asked;
}

/** Admits the author of a request under the id that the cast foresees. */
async function admit(secretary: Person, request: Uint8Array, { id }: CastMember, { ports }: Studio): Promise<Result<void>> {
  const admitted = await admitMember(secretary.profile, { request, requestName: 'the request', seat: {}, passphrase: samplePassphrase }, ports);
  if (!admitted.ok) return admitted;
  if (admitted.value.member !== id) throw new Defect(`the sample's ${id} was admitted as ${admitted.value.member}`);
  return ok(undefined);
}

/** Lets an admitted newcomer enter: the roster in, the feed's first event out. */
async function enter(folder: string, { deviceName }: CastMember, studio: Studio): Promise<Result<Person>> {
  const waiting = await openPerson(folder, studio);
  if (!waiting.ok) return waiting;
  const met = await sync(waiting.value, studio);
  if (!met.ok) return met;
  const entered = await enterBoard(waiting.value.profile, { deviceName, passphrase: samplePassphrase }, studio.ports);
  if (!entered.ok) return entered;
  const person = await openPerson(folder, studio);
  if (!person.ok) return person;
  const told = await sync(person.value, studio);
  return told.ok ? person : told;
}
