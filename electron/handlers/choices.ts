/** What people chose in main's dialogs and the window may name: main holds the paths and bytes, the window an id. Kept in memory until the app ends, so that a window that loads again finds them. */
import type { Trust } from '../../shared/board/trust.ts';
import type { Charter } from '../../shared/board/charter.ts';
import type { Invite, StorePlace } from '../../shared/board/joining.ts';
import { hexOf } from '../../shared/bytes/digest.ts';
import type { ListedToken } from '../keys/token.ts';
import { ChoiceId, type Chosen } from '../../shared/ipc/membership.ts';
import type { Ids } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** What can be chosen, one of a kind at a time. */
export interface ChoiceKinds {
  readonly charter: { readonly name: string; readonly charter: Charter };
  readonly store: StorePlace;
  readonly keyFile: { readonly name: string; readonly bytes: Uint8Array };
  readonly module: { readonly path: string; readonly tokens: readonly ListedToken[] };
  readonly invite: { readonly name: string; readonly bytes: Uint8Array; readonly invite: Invite; readonly trust: Trust };
}
type Kind = keyof ChoiceKinds;
export interface Choice<K extends Kind> { readonly id: ChoiceId; readonly value: ChoiceKinds[K] }

export interface Choices {
  /** Holds a choice in the place of the one before. */
  keep<K extends Kind>(kind: K, value: ChoiceKinds[K]): Choice<K>;
  /** What an id names. Refuses `board/choice-gone` for one that was replaced, or chosen before the app was started. */
  of<K extends Kind>(kind: K, id: ChoiceId): Result<ChoiceKinds[K]>;
  /** Everything chosen, as the window sees it. */
  shown(): Chosen;
  /** Forgets all: what they were for is done. */
  forget(): void;
}

export function newChoiceId(ids: Ids): ChoiceId {
  return ChoiceId.parse(hexOf(ids.random(16)));
}

export function openChoices(ids: Ids): Choices {
  let held: { readonly [K in Kind]?: Choice<K> } = {};
  return {
    keep: (kind, value) => {
      const choice = { id: newChoiceId(ids), value };
      held = { ...held, [kind]: choice };
      return choice;
    },
    of: (kind, id) => {
      const choice = held[kind];
      return choice?.id === id ? ok(choice.value) : refuse('board/choice-gone', { chosen: kind });
    },
    shown: () => ({
      charter: held.charter === undefined ? null : { choice: held.charter.id, ...held.charter.value },
      store: held.store === undefined ? null : { choice: held.store.id, path: held.store.value.path },
      invite: held.invite === undefined ? null : shownInvite(held.invite),
      keyFile: held.keyFile === undefined ? null : { choice: held.keyFile.id, name: held.keyFile.value.name },
      module: held.module === undefined ? null : { choice: held.module.id, ...held.module.value },
    }),
    forget: () => { held = {}; },
  };
}

function shownInvite({ id, value: { name, invite, trust } }: Choice<'invite'>): NonNullable<Chosen['invite']> {
  const { board, boardName, invitedBy, seat, expiresAt, store } = invite;
  return { choice: id, name, board, boardName, fingerprint: trust.fingerprint, sample: trust.sample, invitedBy, seat, expiresAt, store: store?.path ?? null };
}
