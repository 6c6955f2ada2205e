/** The privileged lane in this window: which lane is written on, and what main has opened. All of it is in memory only, and goes when main locks. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { holdsRole } from '../../shared/board/member.ts';
import { privilegedWords } from '../../shared/copy/screens/privileged.ts';
import type { OpenedNotes } from '../../shared/events/privileged.ts';
import type { AnnotationSummary, DossierSummary } from '../../shared/events/summary.ts';
import type { Trouble } from '../../shared/result.ts';
import { ask, on } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { announce } from '../bridge/notice.ts';
import type { Lane } from '../search/record.ts';
import { useRun } from './command.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

export type { Lane };

/** A note or a highlight of either lane. */
export type LaneAnnotation = AnnotationSummary & { readonly lane: Lane };

/** Chosen before anything is written, and kept from document to document: it never falls back to the board's lane by itself. */
const chosen = live<Lane>('board');

export interface Privileged {
  /** Whether the member is counsel; everybody else has one lane and a count. */
  readonly isCounsel: boolean;
  readonly lane: Lane;
  readonly setLane: (lane: Lane) => void;
  readonly unlocked: boolean;
  /** Main asks for the passphrase in its own window; true once it is unlocked. */
  readonly unlock: () => Promise<boolean>;
  readonly lock: () => void;
  /** The dossier's notes that open, withdrawn ones too; empty while locked. */
  readonly notes: readonly LaneAnnotation[];
  /** How many don't open with this member's key. */
  readonly closed: number;
  /** How many stand in the dossier, as everybody knows. */
  readonly total: number;
  readonly waiting: boolean;
  readonly trouble: Trouble | null;
}

export function usePrivileged({ dossier, privileged }: Pick<DossierSummary, 'dossier' | 'privileged'>): Privileged {
  const { profile } = useSession();
  const roster = profile.rosters.at(-1)?.roster;
  const isCounsel = roster !== undefined && holdsRole(roster, profile.member, 'counsel');
  const lane = useLive(chosen);
  const [opened, setOpened] = useState<OpenedNotes | null>(null);
  const [unreadable, setUnreadable] = useState<Trouble | null>(null);
  const { run, waiting, trouble } = useRun<null>();
  /** Changes with every note that comes or is withdrawn. */
  const known = privileged.map(({ note, withdrawnAt }) => `${note}${withdrawnAt ?? ''}`).join();

  useEffect(() => {
    if (!isCounsel) return undefined;
    // What was asked for before a lock must not show after it.
    let asked = 0;
    const read = async (): Promise<void> => {
      const own = ++asked;
      const reply = await ask('privileged.read', { dossier });
      if (own !== asked) return;
      setOpened(reply.ok ? reply.value : null);
      setUnreadable(reply.ok ? null : reply.trouble);
    };
    void read();
    const stop = on('privileged', ({ unlocked }) => {
      if (unlocked) return void read();
      asked += 1;
      setOpened(null);
    });
    return () => {
      asked += 1;
      stop();
      setOpened(null);
    };
  }, [isCounsel, dossier, known]);

  const unlock = useCallback(async (): Promise<boolean> => {
    const isOpen = (await run(() => ask('privileged.unlock', {}))) !== undefined;
    if (isOpen) announce(privilegedWords.unlocked);
    return isOpen;
  }, [run]);
  const lock = useCallback((): void => void ask('privileged.lock', {}), []);
  const notes = useMemo(() => (opened?.notes ?? []).map(({ note, member, claimedAt, withdrawnAt, content: { revision, item, itemDigest, anchor, text, tags } }): LaneAnnotation => ({
    annotation: note, revision, item, itemDigest, anchor, text, tags, member, claimedAt, withdrawnAt, lane: 'privileged',
  })), [opened]);
  return {
    isCounsel, lane: isCounsel ? lane : 'board', setLane: chosen.set, unlocked: opened !== null, unlock, lock, notes, closed: opened?.closed ?? 0, total: privileged.filter(({ withdrawnAt }) => withdrawnAt === null).length,
    waiting, trouble: trouble?.code === 'key/cancelled' ? unreadable : (trouble ?? unreadable),
  };
}

/** Records a privileged note: main seals it before anything of it is written. */
export async function sealNote(note: Parameters<typeof ask<'privileged.note'>>[1]): ReturnType<typeof ask<'privileged.note'>> {
  return ask('privileged.note', note);
}
