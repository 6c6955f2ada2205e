/** Founding, joining, inviting and admitting: what the screens ask main to do. Main chooses files, asks for passphrases and decides. */
import { useCallback, useEffect, useState } from 'react';
import type { Chosen, FoundBoard, Newcomers } from '../../shared/ipc/membership.ts';
import type { ProfileState, Request } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { announce } from '../bridge/notice.ts';
import { membershipWords } from '../../shared/copy/screens/membership.ts';
import { useRun, type Run } from './command.ts';
import { setProfile } from './session.ts';
import { useSync } from './sync.ts';

const nothing: Chosen = { charter: null, store: null, invite: null, keyFile: null, module: null };

export interface Choosing extends Run {
  readonly chosen: Chosen;
  readonly chooseCharter: () => Promise<void>;
  readonly chooseStore: () => Promise<void>;
  readonly chooseInvite: () => Promise<void>;
  readonly dropInvite: (file: File) => Promise<void>;
  readonly chooseKeyFile: () => Promise<void>;
  readonly chooseModule: () => Promise<void>;
  /** Looks at the chosen module's tokens again. */
  readonly lookAgain: () => Promise<void>;
}

/** What was chosen in main's dialogs. It is there again after the window was loaded again. */
export function useChoosing(): Choosing {
  const [chosen, setChosen] = useState(nothing);
  const { run, ...rest } = useRun<unknown>();
  const read = useCallback(async () => {
    const reply = await ask('chosen.read', {});
    if (reply.ok) setChosen(reply.value);
  }, []);
  useEffect(() => void read(), [read]);
  const choose = async (question: () => Promise<Result<unknown>>): Promise<void> => {
    if ((await run(question)) !== undefined) await read();
  };
  return {
    ...rest, chosen,
    chooseCharter: () => choose(() => ask('charter.choose', {})),
    chooseStore: () => choose(() => ask('store.choose', {})),
    chooseInvite: () => choose(() => ask('invite.choose', {})),
    chooseKeyFile: () => choose(() => ask('key-file.choose', {})),
    chooseModule: () => choose(() => ask('module.choose', {})),
    lookAgain: async () => {
      const { module } = chosen;
      if (module !== null) await choose(() => ask('module.look', { module: module.choice }));
    },
    dropInvite: async (file) => {
      // Far more than an invitation is not read at all; main says what is wrong with the beginning.
      const text = await file.slice(0, longestInvite).text();
      await choose(() => ask('invite.drop', { name: file.name.slice(0, 500) || membershipWords.unnamedFile, text }));
    },
  };
}

/** Characters that main takes of a dropped file. */
const longestInvite = 128 * 1024;

export interface Membership extends Run {
  readonly found: (request: FoundBoard) => Promise<boolean>;
  readonly join: (request: Request<'board.join'>) => Promise<boolean>;
  readonly enter: () => Promise<boolean>;
  readonly useStore: (store: Request<'store.use'>['store']) => Promise<boolean>;
}

/** The steps that change which board this machine has. Each is true once main has done it; the window then shows what the profile is now. */
export function useMembership(onDone: () => void = () => undefined): Membership {
  const { run, ...rest } = useRun<ProfileState>();
  const become = async (question: () => Promise<Result<ProfileState>>): Promise<boolean> => {
    const state = await run(question);
    if (state === undefined) return false;
    onDone();
    setProfile(state);
    return true;
  };
  return {
    ...rest,
    found: (request) => become(() => ask('board.found', request)),
    join: (request) => become(() => ask('board.join', request)),
    enter: () => become(() => ask('board.enter', {})),
    useStore: (store) => become(() => ask('store.use', { store })),
  };
}

/** Saves the request to join as a file, for a board whose store can't carry it. */
export async function saveRequest(): Promise<void> {
  const name = await askOrTell('request.save', {});
  if (typeof name === 'string') announce(membershipWords.requestSaved(name));
}

export interface Newcoming extends Run {
  /** Null until main has said. */
  readonly newcomers: Newcomers | null;
  /** True once the invitation's file is saved. */
  readonly invite: (request: Request<'member.invite'>) => Promise<boolean>;
  readonly chooseRequest: () => Promise<void>;
  readonly admit: (request: Request<'member.admit'>, name: string) => Promise<boolean>;
}

/** Who is about to join. Read again after each meeting with the store, which may have brought a request. */
export function useNewcomers(): Newcoming {
  const [newcomers, setNewcomers] = useState<Newcomers | null>(null);
  const { state } = useSync();
  const lastAt = state?.lastAt ?? null;
  const { run, ...rest } = useRun<unknown>();
  const read = useCallback(async () => {
    const reply = await ask('newcomers.read', {});
    if (reply.ok) setNewcomers(reply.value);
  }, []);
  useEffect(() => void read(), [read, lastAt]);
  return {
    ...rest, newcomers,
    invite: async (request) => {
      const name = await run(() => ask('member.invite', request));
      await read();
      if (typeof name !== 'string') return false;
      announce(membershipWords.invited(name));
      return true;
    },
    chooseRequest: async () => { if ((await run(() => ask('request.choose', {}))) !== undefined) await read(); },
    admit: async (request, name) => {
      const state = await run(() => ask('member.admit', request));
      await read();
      if (state === undefined) return false;
      setProfile(state as ProfileState);
      announce(membershipWords.admitted(name));
      return true;
    },
  };
}
