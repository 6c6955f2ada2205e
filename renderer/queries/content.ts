import { useEffect, useMemo } from 'react';
import type { Threshold } from '../../shared/dossier/threshold.ts';
import type { Evidence, EvidenceEntry } from '../../shared/dossier/evidence.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { Revision } from '../../shared/dossier/revision.ts';
import { rosterInForce } from '../../shared/events/ballot.ts';
import { judgeEvidence, type EvidenceJudgement } from '../../shared/evidence/judge.ts';
import { integrity, type Trouble } from '../../shared/result.ts';
import type { Day, Digest, ItemId } from '../../shared/vocabulary.ts';
import { live, type Live } from '../bridge/live.ts';
import { known } from './record.ts';
import { useMinute } from './clock.ts';
import { contents } from './content-store.ts';
import { readInPages } from './evidence-pages.ts';
import { readEvidencePage } from './objects.ts';
import { shownRegister, shownRevision } from './shown-content.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

/** A piece of evidence as the dossier lists it, in neutral form, judged for today by the limits of the charter in force and of the dossier. */
export interface JudgedEvidence { readonly entry: EvidenceEntry; readonly evidence: Evidence; readonly judgement: EvidenceJudgement }

/** A revision, as it was published, its names as `shown-content.ts` shows them. Main has hashed and checked every object. */
export interface DossierContent {
  readonly revision: Revision;
  readonly register: HazardRegister;
  /** In the revision's order; while some is still being read, what is wanted first of it. */
  readonly evidence: readonly JudgedEvidence[];
  /** How many pieces of evidence `evidence` still lacks: nothing that counts or compares evidence may be said yet. Absent: none. */
  readonly unread?: number;
}

interface Opened { readonly revision: Revision; readonly register: HazardRegister; readonly evidence: ReadonlyMap<ItemId, Evidence> }
type Loading = { readonly kind: 'loading' } | { readonly kind: 'open'; readonly opened: Opened } | { readonly kind: 'refused'; readonly trouble: Trouble };
const loading: Loading = { kind: 'loading' };
const nothing = live<Loading>(loading);
const nonePieces: ReadonlyMap<ItemId, Evidence> = new Map();
const cache = new Map<Digest, Live<Loading>>();
/** By revision, pieces to read before the others. */
const wanted = new Map<Digest, Set<ItemId>>();

function contentAt(revision: Digest, first: ItemId | null): Live<Loading> {
  const there = cache.get(revision);
  if (there !== undefined) return there;
  if (first !== null) wantEvidence(revision, first);
  const begun = begin(revision);
  const slot = live<Loading>(begun === null ? loading : { kind: 'open', opened: begun });
  cache.set(revision, slot);
  void load(revision, slot);
  return slot;
}

/** Reads a piece of evidence before the others. */
export function wantEvidence(revision: Digest, piece: ItemId): void {
  const pieces = wanted.get(revision);
  if (pieces === undefined) wanted.set(revision, new Set([piece]));
  else pieces.add(piece);
}

const idle = (): Promise<void> => new Promise((resolve) => { requestIdleCallback(() => resolve(), { timeout: 150 }); });

/** What is here without asking main: revision and register were loaded for the rules. */
function begin(revision: Digest): Opened | null {
  const content = contents.contentOf(revision);
  return content === undefined || content.register === null ? null : { revision: shownRevision(content.revision), register: shownRegister(content.register), evidence: nonePieces };
}

async function load(revision: Digest, slot: Live<Loading>): Promise<void> {
  let state = slot.get();
  if (state.kind !== 'open') {
    await contents.load([revision]);
    const begun = begin(revision);
    if (begun === null) return slot.set({ kind: 'refused', trouble: integrity('object/missing', { digest: contents.contentOf(revision)?.revision.hazards.object ?? revision }).trouble });
    state = { kind: 'open', opened: begun };
    slot.set(state);
  }
  const { opened } = state;
  const first = (): ReadonlySet<ItemId> => wanted.get(revision) ?? new Set();
  // What is here already is drawn before evidence takes the window's time, unless the evidence is what is asked for.
  if (first().size === 0) await idle();
  const trouble = await readInPages(opened.revision.evidence.map(({ id }) => id), {
    read: (pieces) => readEvidencePage(revision, pieces),
    first,
    onFirst: (evidence) => slot.set({ kind: 'open', opened: { ...opened, evidence: new Map([...evidence].filter(([id]) => first().has(id))) } }),
    onAll: (evidence) => slot.set({ kind: 'open', opened: { ...opened, evidence } }),
  });
  if (trouble !== null) slot.set({ kind: 'refused', trouble });
}

/** A revision's content; undefined while it loads, while it can't be had (`useContentTrouble` says why) and for no revision. `first`: the piece of evidence to read before the others. */
export function useContent(revision: Digest | null, first: ItemId | null = null): DossierContent | undefined {
  const state = useLive(revision === null ? nothing : contentAt(revision, first));
  const thresholds = rosterInForce(useSession().profile.rosters).roster.charter.thresholds;
  const today = useMinute().slice(0, 10) as Day;
  useRetry(revision);
  return useMemo(() => (state.kind === 'open' ? judged(state.opened, thresholds, today) : undefined), [state, thresholds, today]);
}

/** The content once nothing of it is missing. */
export function wholeContent(content: DossierContent | undefined): DossierContent | undefined {
  return content?.unread === undefined ? content : undefined;
}

/** Why a revision's content can't be had; null while it loads or is there. */
export function useContentTrouble(revision: Digest | null): Trouble | null {
  const state = useLive(revision === null ? nothing : contentAt(revision, null));
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

interface Verdict { readonly board: readonly Threshold[]; readonly dossier: readonly Threshold[]; readonly today: Day; readonly judgement: EvidenceJudgement }
const verdicts = new WeakMap<Evidence, Verdict>();

/** Judges a piece once for the same limits and day: 100,000 measurements are many. */
function judgementOf(entry: EvidenceEntry, evidence: Evidence, dossier: readonly Threshold[], board: readonly Threshold[], today: Day): EvidenceJudgement {
  const before = verdicts.get(evidence);
  if (before?.judgement.id === entry.id && before.board === board && before.dossier === dossier && before.today === today) return before.judgement;
  const judgement = judgeEvidence(entry.id, evidence, dossier, board, today);
  verdicts.set(evidence, { board, dossier, today, judgement });
  return judgement;
}

function judged({ revision, register, evidence }: Opened, board: readonly Threshold[], today: Day): DossierContent {
  const unread = revision.evidence.length - evidence.size;
  return {
    revision, register, ...(unread === 0 ? {} : { unread }),
    evidence: revision.evidence.flatMap((entry) => {
      const neutral = evidence.get(entry.id);
      return neutral === undefined ? [] : [{ entry, evidence: neutral, judgement: judgementOf(entry, neutral, revision.thresholds, board, today) }];
    }),
  };
}
