/** A person's seat, and the board's store, as options name them. Apart from `options.ts`, since what reads invitations also loads what reads certificates. */
import { usageWords } from '../../shared/copy/command-line.ts';
import { Seat, type StorePlace } from '../../shared/board/joining.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Discipline, Role } from '../../shared/vocabulary.ts';
import { usage, type Given } from './options.ts';

/** The store that `--store` names: a folder on this machine or a share. */
export function storePlace(given: Given): StorePlace | null {
  const path = given.path('store');
  return path === null ? null : { kind: 'folder', path };
}

/** `--name` or `--founder`, `--discipline` and `--roles` as far as they were given. */
export function partialSeat(given: Given): Result<Partial<Seat>> {
  const discipline = given.text('discipline');
  if (discipline !== null && !Discipline.safeParse(discipline).success) return usage(usageWords.value('discipline', 'a word such as ml-robustness or legal'));
  const roles = given.text('roles')?.split(',').map((role) => role.trim()) ?? null;
  if (roles !== null && !roles.every((role) => Role.safeParse(role).success)) return usage(usageWords.value('roles', `some of ${Role.options.join(', ')}`));
  return ok({ ...(discipline === null ? {} : { discipline: discipline as Discipline }), ...(roles === null ? {} : { roles: [...new Set(roles)] as Role[] }) });
}

/** A whole seat; `usual` is what was not given. */
export function seatOf(name: string, given: Given, usual: Partial<Seat> = {}): Result<Seat> {
  const partial = partialSeat(given);
  if (!partial.ok) return partial;
  const seat = Seat.safeParse({ ...usual, name, ...partial.value });
  return seat.success ? ok(seat.data) : usage(usageWords.value(String(seat.error.issues[0]?.path[0] ?? 'name'), 'one line of text'));
}
