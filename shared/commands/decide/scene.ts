/** What a command is decided in front of: who acts, and everything the record says about the dossier at that instant. */
import { ownershipBarrier } from '../../board/eligibility.ts';
import { memberOf } from '../../board/member.ts';
import type { RosterMember } from '../../board/roster.ts';
import { sha256 as pureSha256 } from '../../bytes/digest.ts';
import type { ActBody, ActType, MarkBody, MarkType } from '../../events/catalogue.ts';
import { rosterInForce } from '../../events/ballot.ts';
import type { ContentOf, RevisionContent } from '../../events/content.ts';
import type { BoardView } from '../../events/state.ts';
import { dossierSummary, type DossierSummary, type FindingSummary } from '../../events/summary.ts';
import type { Sha256 } from '../../ports.ts';
import { ok, refuse, type Refusal, type Result, type RuleId } from '../../result.ts';
import type { Digest, DossierId, Instant, MemberId, Role } from '../../vocabulary.ts';
import type { CommandName } from '../catalogue.ts';

/** What a command becomes once it is allowed: an act for the member to sign, or a mark. */
export type EventDraft =
  | { readonly [T in ActType]: { readonly kind: 'act'; readonly type: T; readonly body: ActBody<T> } }[ActType]
  | { readonly [T in MarkType]: { readonly kind: 'mark'; readonly type: T; readonly body: MarkBody<T> } }[MarkType];

/** Who asks, when, and the content of the dossier's revisions, loaded beforehand. `sha256` may be a faster one than ours. */
export interface CommandContext { readonly at: Instant; readonly actor: MemberId; readonly contentOf: ContentOf; readonly sha256?: Sha256 }

export type Decided<T = readonly EventDraft[]> = Result<T, Refusal>;
export type Refused = { readonly ok: false; readonly trouble: Refusal };

/** What a command about the board itself is decided in front of. */
export interface BoardScene {
  readonly view: BoardView;
  readonly at: Instant;
  readonly actor: RosterMember;
}

export interface Scene extends BoardScene {
  readonly contentOf: ContentOf;
  readonly sha256: Sha256;
  readonly dossier: DossierId;
  /** Null before the dossier's first revision. */
  readonly summary: DossierSummary | null;
}

/** A scene whose dossier has a revision. */
export type OpenScene = Scene & { readonly summary: DossierSummary };

/** Sets the scene of the board. Refuses whoever the roster in force doesn't list as active. */
export function boardSceneOf(view: BoardView, { at, actor }: Pick<CommandContext, 'at' | 'actor'>): Decided<BoardScene> {
  const member = memberOf(rosterInForce(view.rosters).roster, actor);
  return member === undefined || member.status !== 'active' ? refuse('board/not-a-member', { member: actor }) : ok({ view, at, actor: member });
}

/** Sets the scene of a dossier. Refuses as {@link boardSceneOf} does. */
export function sceneOf(view: BoardView, dossier: DossierId, context: CommandContext): Decided<Scene> {
  const board = boardSceneOf(view, context);
  if (!board.ok) return board;
  const { at, actor, contentOf, sha256 = pureSha256 } = context;
  return ok({ ...board.value, contentOf, sha256, dossier, summary: dossierSummary(view, dossier, actor, at, contentOf) });
}

/** Refuses a dossier that has no revision. */
export function openScene(scene: Scene): Decided<OpenScene> {
  return scene.summary === null ? refuse('board/unknown-dossier', { dossier: scene.dossier }) : ok({ ...scene, summary: scene.summary });
}

/** Refuses a member without the role (rule L-5, unless a rule of the command's own asks for it). */
export function lacksRole(scene: BoardScene, role: Role, act: CommandName, rule: RuleId = 'L-5'): Refused | null {
  return scene.actor.roles.includes(role) ? null : refuse('board/not-the-role', { member: scene.actor.id, role, act }, rule);
}

/** The finding or question by its name; refuses one that isn't here or is closed (rule F-3). */
export function openFinding({ summary }: OpenScene, finding: Digest): Decided<FindingSummary> {
  const found = summary.findings.find((candidate) => candidate.finding === finding);
  if (found === undefined) return refuse('board/unknown-finding', { finding });
  return found.resolution === null ? ok(found) : refuse('board/finding-closed', { finding }, 'F-3');
}

/** Refuses a member who recused from the dossier: they take no further part (rule R-1). */
export function isRecused(scene: OpenScene): Refused | null {
  return scene.summary.mine.kind === 'recused' ? refuse('board/recused', { member: scene.actor.id, dossier: scene.dossier }, 'R-1') : null;
}

/** Refuses whoever packed or owns the release. */
export function ownsRelease(scene: OpenScene, rule: RuleId): Refused | null {
  const { ownership } = scene.summary.ballot;
  return ownership !== null && ownershipBarrier(ownership, scene.actor) !== null ? refuse('board/owns-release', { member: scene.actor.id, dossier: scene.dossier }, rule) : null;
}

/** Refuses while the vote on the latest revision is closed. */
export function isDecided(scene: OpenScene): Refused | null {
  return scene.summary.open ? null : refuse('board/already-decided', { dossier: scene.dossier });
}

/** Refuses unless the screen showed the latest revision (rule V-4) and its content is here. Gives that content. */
export function shownContent(scene: OpenScene, shown: Digest): Decided<RevisionContent> {
  const { latest, revisions } = scene.summary;
  if (!revisions.some((revision) => revision.digest === shown)) return refuse('board/shown-digest-differs', { shown, stored: latest.digest }, 'V-4');
  if (shown !== latest.digest) return refuse('board/not-latest-revision', { revision: shown, latest: latest.digest }, 'V-4');
  return latest.content === undefined ? refuse('board/unknown-revision', { revision: shown }) : ok(latest.content);
}
