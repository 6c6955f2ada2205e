/** What happened on the sample board before it was opened: who published, found, voted and decided what, and when. All of it is made up. */
import type { Anchor } from '../../shared/annotation/anchor.ts';
import type { Command, DossierCommandName } from '../../shared/commands/catalogue.ts';
import { ItemId, type Instant, type MemberId } from '../../shared/vocabulary.ts';
import { dayAfter, workingDaysAfter, workingDaysBefore } from './calendar.ts';
import { sampleCast, type Part } from './cast.ts';

/** The releases by the folders of their sources. */
export const releases = ['kestrel-drive-5.0', 'kestrel-drive-5.1', 'borealis-vision-1.4', 'skua-avoid-0.9'] as const;
export type Release = (typeof releases)[number];

/** A command without the dossier and the revision, which the release gives. */
type OnRelease = { [N in Exclude<DossierCommandName, 'publish-revision'>]: Omit<Command<N>, 'dossier' | 'shown'> }[Exclude<DossierCommandName, 'publish-revision'>];

export type Scene = { readonly at: Instant; readonly by: Part } & (
  | { readonly kind: 'publish'; readonly release: Release; readonly note: string | null }
  | { readonly kind: 'act'; readonly release: Release; readonly command: OnRelease }
  /** The dossiers by their releases, in the order of the agenda, each with its minutes. */
  | { readonly kind: 'meeting'; readonly meeting: Omit<Command<'call-meeting'>, 'name' | 'meeting' | 'agenda'>; readonly agenda: readonly (readonly [Release, number])[] });

export const foundedAt = (now: Instant): Instant => workingDaysBefore(now, 60, '08:30:00');
export const invitedAt = (now: Instant): Instant => workingDaysBefore(now, 60, '13:05:00');
export const admittedAt = (now: Instant): Instant => workingDaysBefore(now, 58, '09:20:00');

type Vote = Command<'give-vote'>;

function vote(choice: Vote['choice'], reason: string, conditions: readonly (Omit<Vote['conditions'][number], 'id'>)[] = []): OnRelease {
  return { name: 'give-vote', choice, reason, conditions: conditions.map((condition, index) => ({ ...condition, id: ItemId.parse(`C-${index + 1}`) })), dissent: null, unread: [] };
}

function finding(severity: Command<'record-finding'>['severity'], item: string, text: string): OnRelease {
  return { name: 'record-finding', severity, item: ItemId.parse(item), text };
}

/** A note on a passage of a document, or a highlight where nothing is written. */
function note(item: string, anchor: Anchor, text: string, tags: readonly string[]): OnRelease {
  return { name: 'make-annotation', item: ItemId.parse(item), anchor, text, tags: [...tags] };
}

/** A member's own score of a hazard: severity, likelihood, detectability. */
function score(item: string, [severity, likelihood, detectability]: readonly [number, number, number], note: string | null): OnRelease {
  return { name: 'score-hazard', item: ItemId.parse(item), score: { severity, likelihood, detectability }, note };
}

/** `to` null: asked of the release team. */
function question(item: string, to: MemberId | null, text: string): OnRelease {
  return { name: 'ask-question', item: ItemId.parse(item), to, text };
}

/**
 * Every scene, earliest first, in the weeks before `now`. Three members scored H-001 of Kestrel Drive 5.1 themselves and differ; two scored H-003, the member not yet. Kestrel Drive 5.0 was approved; 5.1 lacks two votes, of which the
 * member's is one, and has a question for the member and one for the release team; Borealis Vision has a conditional approval and an open finding, Skua Avoid a blocker and a rejection. The board meets on the three of them in three working days.
 */
export function storyOf(now: Instant): readonly Scene[] {
  const scene = (release: Release) => ({
    publish: (daysAgo: number, time: string, note: string): Scene => ({ at: workingDaysBefore(now, daysAgo, time), by: 'submitter', release, kind: 'publish', note }),
    act: (daysAgo: number, time: string, by: Part, command: OnRelease): Scene => ({ at: workingDaysBefore(now, daysAgo, time), by, release, kind: 'act', command }),
  });
  const [kestrel50, kestrel51, borealis, skua] = [scene('kestrel-drive-5.0'), scene('kestrel-drive-5.1'), scene('borealis-vision-1.4'), scene('skua-avoid-0.9')];
  return [
    kestrel50.publish(44, '15:42:10', 'First release for the board.'),
    kestrel50.act(42, '10:06:31', 'factors', finding('observation', 'H-010', 'The swap takes two hands while the trolley stands on a ramp. A dock would end the hazard.')),
    kestrel50.act(41, '09:31:05', 'security', vote('approve', 'Driving commands are accepted only with a certificate of the hospital’s own authority.')),
    kestrel50.act(40, '14:12:48', 'home', vote('approve', 'Robust accuracy and the controller’s properties clear their limits. The one open property is covered by the bumper.')),
    kestrel50.act(39, '11:20:17', 'factors', vote('approve', 'Ward staff can stop it and know that it does not watch patients.')),
    kestrel50.act(39, '16:03:52', 'legal', vote('abstain', 'Nothing in this release turns on a legal question.')),
    kestrel50.act(38, '13:55:26', 'home', { name: 'record-decision', outcome: 'approved', reason: 'The residual risk is Serious for two hazards and High for none, and every limit is kept.' }),

    kestrel51.publish(9, '15:18:40', 'Lifts, a new perception classifier, a dock instead of battery swaps.'),
    borealis.publish(8, '10:47:03', 'New classifier for 41 tray types.'),
    skua.publish(7, '16:31:22', 'First release for the board.'),
    kestrel51.act(6, '09:44:19', 'factors', finding('minor', 'H-007', 'Trips over two floors take four minutes longer at noon, when most blood samples travel. The register should say how often a porter takes over.')),
    kestrel51.act(6, '10:20:05', 'factors', score('H-001', [9, 5, 4], 'At shift change the corridors are fuller than in the trial.')),
    kestrel51.act(6, '10:24:41', 'factors', score('H-003', [9, 4, 5], null)),
    kestrel51.act(5, '09:12:30', 'security', score('H-001', [9, 3, 3], null)),
    kestrel51.act(5, '09:15:12', 'security', score('H-003', [9, 2, 4], null)),
    kestrel51.act(5, '09:40:28', 'home', score('H-001', [9, 2, 3], null)),
    kestrel51.act(5, '10:31:08', 'legal', question('H-003', sampleCast.home.id, 'The hospital asks whether the classifier was tested with wheelchairs of its own fleet. Is that in E-01, in E-02, or in neither?')),
    borealis.act(5, '11:02:37', 'security', finding('major', 'E-01', 'The interval of the robust accuracy, 54.8 to 57.5 %, reaches below the limit of 55 %. 5,000 images are too few to tell.')),
    kestrel51.act(4, '09:05:51', 'factors', question('H-015', null, 'Who frees a person when the doors hold the trolley: the porter’s desk, or the lift’s own alarm?')),
    skua.act(4, '10:15:08', 'security', finding('blocker', 'H-001', 'Property 7 does not hold for network 1_9: the solver gives an encounter in which the advisory turns the drone towards a slower aircraft behind it. The likelihood was not lowered, and nothing but the pilot stands against it.')),
    kestrel51.act(3, '14:26:55', 'security', vote('approve', 'The lift controller holds its six properties, and lifts that do not report their doors are outside the intended use.')),
    kestrel51.act(3, '15:02:10', 'legal', note('D-2', {
      quote: { exact: 'Lifts report their doors correctly.', prefix: 'it is lost.\nWhat this rests on. ', suffix: ' The simulation has no wet floor' }, position: { start: 961, end: 996 },
    }, 'The lift’s maker would have to promise this. Which clause of the hospital’s contract does?', ['lifts', 'contract'])),
    kestrel51.act(3, '15:31:44', 'factors', note('D-2', {
      quote: { exact: 'This is more than in 5.0 (18.8) and not by chance; the detours around lift lobbies cause it.', prefix: ', against a limit of 25 (E-04). ', suffix: '\nIt enters lifts only when that ' }, position: { start: 668, end: 760 },
    }, '', [])),
    borealis.act(3, '16:40:12', 'factors', vote('approve-with-conditions', 'Technicians keep the last word on every tray, and the weekly faulty tray keeps them looking. The counts behind H-001 and the depth check of H-004 must be settled.', [
      { text: 'Repeat the robust accuracy with at least 20,000 images; the whole interval must clear 55 %. Hazard H-001.', dueOn: dayAfter(now, 75), obliged: 'Meridian Imaging GmbH', clause: null },
      { text: 'Show at three stations that the depth check can’t be switched off. Hazard H-004.', dueOn: dayAfter(now, 30), obliged: 'Meridian Imaging GmbH', clause: null },
    ])),
    {
      at: workingDaysBefore(now, 2, '08:55:20'), by: 'home', kind: 'meeting',
      meeting: { startsAt: workingDaysAfter(now, 3, '13:00:00'), minutes: 90, title: 'Board meeting on three releases', place: 'Skerry, room Fyr, and by video' },
      agenda: [['kestrel-drive-5.1', 35], ['skua-avoid-0.9', 25], ['borealis-vision-1.4', 20]],
    },
    skua.act(2, '13:08:41', 'legal', vote('reject', 'There is no result for wind (E-04), and nobody could show afterwards which limits were in force (H-011). An approval could not be defended.')),
  ];
}
