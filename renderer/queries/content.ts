import { useEffect, useMemo } from 'react';
import type { Threshold } from '../../shared/dossier/threshold.ts';
import type { Evidence, EvidenceEntry } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';
import { rosterInForce } from '../../shared/events/ballot.ts';
import { judgeEvidence, type EvidenceJudgement } from '../../shared/evidence/judge.ts';
import { integrity, ok, type Result, type Trouble } from '../../shared/result.ts';
import type { Day, Digest } from '../../shared/vocabulary.ts';
import { live, type Live } from '../bridge/live.ts';
import { known } from './record.ts';
import { useMinute } from './clock.ts';
import { contents } from './content-store.ts';
import { readEvidence } from './objects.ts';
import { shownRegister, shownRevision } from './shown-content.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

/** A piece of evidence as the dossier lists it, in neutral form, judged for today by the limits of the charter in force and of the dossier. */
export interface JudgedEvidence { readonly entry: EvidenceEntry; readonly evidence: Evidence; readonly judgement: EvidenceJudgement }

/** A whole revision, as it was published, its names as `shown-content.ts` shows them. Main has hashed and checked every object. */
export interface DossierContent {
  readonly revision: Revision;
  readonly register: HazardRegister;
  /** In the revision's order. */
  readonly evidence: readonly JudgedEvidence[];
}

interface Opened { readonly revision: Revision; readonly register: HazardRegister; readonly evidence: readonly Evidence[] }
type Loading = { readonly kind: 'loading' } | { readonly kind: 'open'; readonly opened: Opened } | { readonly kind: 'refused'; readonly trouble: Trouble };
const loading: Loading = { kind: 'loading' };
const nothing = live<Loading>(loading);
const cache = new Map<Digest, Live<Loading>>();

function contentAt(revision: Digest): Live<Loading> {
  const there = cache.get(revision);
  if (there !== undefined) return there;
  const slot = live<Loading>(loading);
  cache.set(revision, slot);
  void load(revision, slot);
  return slot;
}

async function load(revision: Digest, slot: Live<Loading>): Promise<void> {
  const opened = await open(revision);
  slot.set(opened.ok ? { kind: 'open', opened: opened.value } : { kind: 'refused', trouble: opened.trouble });
}

async function open(revision: Digest): Promise<Result<Opened>> {
  const [evidence] = await Promise.all([readEvidence(revision), contents.load([revision])]);
  if (!evidence.ok) return evidence;
  const content = contents.contentOf(revision);
  if (content === undefined || content.register === null) return integrity('object/missing', { digest: content?.revision.hazards.object ?? revision });
  return ok({ revision: shownRevision(content.revision), register: shownRegister(content.register), evidence: evidence.value });
}

/** A revision's content; undefined while it loads, while it can't be had (`useContentTrouble` says why) and for no revision. */
export function useContent(revision: Digest | null): DossierContent | undefined {
  const state = useLive(revision === null ? nothing : contentAt(revision));
  const thresholds = rosterInForce(useSession().profile.rosters).roster.charter.thresholds;
  const today = useMinute().slice(0, 10) as Day;
  useRetry(revision);
  return useMemo(() => (state.kind === 'open' ? judged(state.opened, thresholds, today) : undefined), [state, thresholds, today]);
}

/** Why a revision's content can't be had; null while it loads or is there. */
export function useContentTrouble(revision: Digest | null): Trouble | null {
  const state = useLive(revision === null ? nothing : contentAt(revision));
  return state.kind === 'refused' ? state.trouble : null;
}

/** What was missing may have arrived with the next facts. */
function useRetry(revision: Digest | null): void {
  const record = useLive(known);
  useEffect(() => {
    const slot = revision === null ? undefined : cache.get(revision);
    if (slot?.get().kind === 'refused') void load(revision as Digest, slot);
  }, [revision, record]);
}

function judged({ revision, register, evidence }: Opened, board: readonly Threshold[], today: Day): DossierContent {
  return {
    revision, register,
    evidence: revision.evidence.flatMap((entry, index) => {
      const neutral = evidence[index];
      return neutral === undefined ? [] : [{ entry, evidence: neutral, judgement: judgeEvidence(entry.id, neutral, revision.thresholds, board, today) }];
    }),
  };
}
