/** `countersign board ...`: founding a board and becoming a member. */
import { boardAdmit, boardEnter, boardInit, boardInvite, boardJoin } from '../board/command-line.ts';
import { inviteDays } from '../board/invite.ts';
import { nextWords } from '../../shared/copy/command-line.ts';
import { disciplineWords, roleWords } from '../../shared/copy/status.ts';
import { list } from '../../shared/copy/number.ts';
import type { Seat } from '../../shared/board/joining.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { wholeNumber } from './options.ts';
import { memberKeyLine, memberKeyOptions, readMemberKey } from './member-key.ts';
import { done, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { underLock } from './profile.ts';
import { partialSeat, seatOf, storePlace } from './seat.ts';

/** What other members read as the name of the machine, unless told. */
const usualDeviceName = 'Command line';
const longestInviteDays = 90;

const seatWords = ({ discipline, roles }: Seat): string => `${disciplineWords(discipline)}; ${list(roles.map((role) => roleWords[role]))}`;

export const init: Command = {
  takes: {
    texts: ['profile', 'name', 'founder', 'discipline', 'roles', 'charter', 'store', 'trust-out', 'device-name', ...memberKeyOptions], flags: ['sample'],
    needed: ['profile', 'name', 'founder', 'discipline'], passphrase: true,
  },
  async run(given, ports) {
    const profile = given.path('profile') ?? '';
    const founder = seatOf(given.needed('founder'), given, { roles: ['secretary', 'voter'] });
    if (!founder.ok) return founder;
    const memberKey = await readMemberKey(given, ports);
    if (!memberKey.ok) return memberKey;
    const passphrase = await readPassphrase(given, ports, { isNew: true });
    if (!passphrase.ok) return passphrase;
    const founded = await underLock(profile, ports, () => boardInit({
      profile, name: given.needed('name'), founder: founder.value, deviceName: given.text('device-name') ?? usualDeviceName, charterPath: given.path('charter'), sample: given.flag('sample'),
      store: storePlace(given), trustOut: given.path('trust-out'), passphrase: passphrase.value, memberKey: memberKey.value,
    }, ports.board));
    if (!founded.ok) return founded;
    const { board, member, trust } = founded.value;
    return ok(done(rows([['Board', given.needed('name')], ['Id', board], ['Fingerprint', trust.fingerprint], ['You are', `${member}; ${seatWords(founder.value)}`], ['Your key', memberKeyLine(memberKey.value)]])));
  },
};

export const invite: Command = {
  takes: { texts: ['profile', 'name', 'discipline', 'roles', 'store', 'days', 'out'], flags: ['namesake'], needed: ['profile', 'name', 'discipline', 'roles', 'out'] },
  async run(given, ports) {
    const seat = seatOf(given.needed('name'), given);
    if (!seat.ok) return seat;
    const days = wholeNumber(given, 'days', inviteDays, longestInviteDays);
    if (!days.ok) return days;
    const profile = given.path('profile') ?? '';
    const out = given.path('out') ?? '';
    const invited = await underLock(profile, ports, () => boardInvite({ profile, seat: seat.value, store: storePlace(given), days: days.value, namesake: given.flag('namesake'), out }, ports.board));
    if (!invited.ok) return invited;
    return ok(done(rows([['Invitation', out], ['For', `${seat.value.name}; ${seatWords(seat.value)}`], ['Fingerprint', invited.value.fingerprint], ['Next', nextWords.invited(invited.value.expiresAt)]])));
  },
};

export const join: Command = {
  takes: { files: ['INVITATION'], texts: ['profile', 'name', 'store', 'out', ...memberKeyOptions], needed: ['profile', 'out'], passphrase: true },
  async run(given, ports) {
    const memberKey = await readMemberKey(given, ports);
    if (!memberKey.ok) return memberKey;
    const passphrase = await readPassphrase(given, ports, { isNew: true });
    if (!passphrase.ok) return passphrase;
    const profile = given.path('profile') ?? '';
    const out = given.path('out') ?? '';
    const joined = await underLock(profile, ports, () => boardJoin({ profile, invitePath: given.files[0] ?? '', name: given.text('name'), store: storePlace(given), passphrase: passphrase.value, memberKey: memberKey.value, out }, ports.board));
    if (!joined.ok) return joined;
    const { boardName, fingerprint, keyId } = joined.value;
    return ok(done(rows([['Board', boardName], ['Fingerprint', fingerprint], ['Your key', keyId], ['It lives', memberKeyLine(memberKey.value)], ['Request', out], ['Next', nextWords.joined]])));
  },
};

export const admit: Command = {
  takes: { files: ['REQUEST'], texts: ['profile', 'discipline', 'roles'], flags: ['namesake'], needed: ['profile'], passphrase: true },
  async run(given, ports) {
    const seat = partialSeat(given);
    if (!seat.ok) return seat;
    const passphrase = await readPassphrase(given, ports, { root: true });
    if (!passphrase.ok) return passphrase;
    const profile = given.path('profile') ?? '';
    const admitted = await underLock(profile, ports, () => boardAdmit({ profile, requestPath: given.files[0] ?? '', seat: seat.value, namesake: given.flag('namesake'), passphrase: passphrase.value }, ports.board));
    if (!admitted.ok) return admitted;
    const { member, seat: seated, rosterSeq } = admitted.value;
    return ok(done(rows([['Admitted', `${member}, ${seated.name}; ${seatWords(seated)}`], ['Roster', String(rosterSeq)], ['Next', nextWords.admitted]])));
  },
};

export const enter: Command = {
  takes: { texts: ['profile', 'device-name'], needed: ['profile'], passphrase: true },
  async run(given, ports) {
    const passphrase = await readPassphrase(given, ports);
    if (!passphrase.ok) return passphrase;
    const profile = given.path('profile') ?? '';
    const entered = await underLock(profile, ports, () => boardEnter({ profile, deviceName: given.text('device-name') ?? usualDeviceName, passphrase: passphrase.value }, ports.board));
    return entered.ok ? ok(done(rows([['You are', entered.value]]))) : entered;
  },
};
