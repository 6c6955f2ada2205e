/**
 * Carries out a command: decided in front of the record, shown to the member as the exact statement, signed and appended.
 * The app's handlers and the command line do it in the same steps.
 */
import type { Command } from '../../shared/commands/catalogue.ts';
import { decide, type EventDraft } from '../../shared/commands/decide.ts';
import { canonicalText } from '../../shared/bytes/canonical.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { openRevision } from '../../shared/dossier/revision-tree.ts';
import type { ActType, MarkType } from '../../shared/events/catalogue.ts';
import type { ContentOf } from '../../shared/events/content.ts';
import type { Fact } from '../../shared/events/fact.ts';
import type { BoardView } from '../../shared/events/state.ts';
import { fail, ok, refuse, type Result } from '../../shared/result.ts';
import type { DossierId, Instant, MemberId } from '../../shared/vocabulary.ts';
import type { EventDraft as AppendDraft } from '../vault/vault.ts';
import { signStatement, statementBytes } from './act.ts';
import type { Profile } from './profile.ts';

/** An event that a command becomes. Of an act, `statement` is the bytes to be signed and `shown` the same as readable JSON; a mark is signed by nobody. */
export type PreparedEvent =
  | { readonly kind: 'act'; readonly type: ActType; readonly statement: Uint8Array; readonly shown: string }
  | { readonly kind: 'mark'; readonly type: MarkType; readonly mark: unknown };

/** A command that the rules allow, at the instant that its events will carry. No event: nothing to record yet (`issue-packet`). */
export interface Prepared { readonly command: Command; readonly at: Instant; readonly events: readonly PreparedEvent[] }

/** Where the passphrase comes from, once the member has seen what it signs: a window, a terminal, a file. */
export type AskPassphrase = (prepared: Prepared) => Promise<Result<string>>;

/** The record as it stands now. Refuses `board/not-a-member` before the first sync of a profile that waits for admission; fails with what opening found where the rosters are damaged. */
export function viewOf({ record, vault }: Profile): Result<BoardView> {
  if (vault.rosters().length > 0) return ok(record.view());
  const damage = vault.found[0];
  return damage === undefined ? refuse('board/not-a-member', { member: 'this profile' }) : fail(damage);
}

/** A command about the board itself looks at no revision. */
const nothingLoaded: ContentOf = () => undefined;

/** The content of a dossier's revisions, or of every dossier's. */
export function contentOf({ record }: Profile, dossier?: DossierId): Promise<ContentOf> {
  return record.contents(dossier);
}

/** Whether a prepared command has an act to sign. */
export function needsPassphrase({ events }: Prepared): boolean {
  return events.some((event) => event.kind === 'act');
}

/** Decides a command and words what would be signed; changes nothing. Refuses what the rules refuse, and a publication of a revision that isn't wholly in the vault. */
export async function prepare(profile: Profile, command: Command): Promise<Result<Prepared>> {
  if (command.name === 'publish-revision') {
    const whole = await openRevision(command.revision, profile.vault.objects, profile.ports.sha256, { raw: true });
    if (!whole.ok) return whole;
  }
  return prepareAt(profile, command, profile.ports.clock.now());
}

async function prepareAt(profile: Profile, command: Command, at: Instant): Promise<Result<Prepared>> {
  const { file: { member }, record, ports: { sha256 } } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const loaded = 'dossier' in command ? await record.contents(command.dossier, command.name === 'publish-revision' ? [command.revision] : []) : nothingLoaded;
  const view = viewOf(profile);
  if (!view.ok) return view;
  const decided = decide(view.value, command, { at, actor: member, contentOf: loaded, sha256 });
  if (!decided.ok) return decided;
  const events: PreparedEvent[] = [];
  for (const draft of decided.value) {
    const event = prepareEvent(profile, member, at, draft);
    if (!event.ok) return event;
    events.push(event.value);
  }
  return ok({ command, at, events });
}

function prepareEvent({ trust: { board, sample } }: Profile, member: MemberId, claimedAt: Instant, draft: EventDraft): Result<PreparedEvent> {
  if (draft.kind === 'mark') return ok({ kind: 'mark', type: draft.type, mark: draft.body });
  const statement = statementBytes({ board, sample, member, claimedAt }, draft.type, draft.body);
  return statement.ok ? ok({ kind: 'act', type: draft.type, statement: statement.value, shown: readableJson(JSON.parse(new TextDecoder().decode(statement.value))) }) : statement;
}

/**
 * Signs exactly the statements that were prepared and appends them, all or none. Decides once more first: refuses
 * `board/record-changed`, having signed nothing, where the same command would become something else by now.
 */
export async function commit(profile: Profile, prepared: Prepared, passphrase: string | null): Promise<Result<readonly Fact[]>> {
  const again = await prepareAt(profile, prepared.command, prepared.at);
  if (!again.ok) return again;
  if (canonicalText(wording(again.value)) !== canonicalText(wording(prepared))) return refuse('board/record-changed', { dossier: 'dossier' in prepared.command ? prepared.command.dossier : '' });
  if (prepared.events.length === 0) return ok([]);
  const drafts: AppendDraft[] = [];
  for (const event of prepared.events) {
    if (event.kind === 'mark') {
      drafts.push({ type: event.type, claimedAt: prepared.at, mark: event.mark });
      continue;
    }
    if (passphrase === null) return refuse('key/wrong-passphrase', { key: 'member' });
    const signed = await signStatement({ type: event.type, claimedAt: prepared.at, statement: event.statement }, { signer: profile.signer, passphrase });
    if (!signed.ok) return signed;
    drafts.push(signed.value);
  }
  return profile.vault.appendOwn(drafts);
}

function wording({ events }: Prepared): unknown {
  return events.map((event) => (event.kind === 'act' ? event.shown : event.mark));
}

/** Prepares, asks for the passphrase where something is signed, and commits. */
export async function perform(profile: Profile, command: Command, passphrase: AskPassphrase): Promise<Result<readonly Fact[]>> {
  const prepared = await prepare(profile, command);
  if (!prepared.ok) return prepared;
  if (!needsPassphrase(prepared.value)) return commit(profile, prepared.value, null);
  const given = await passphrase(prepared.value);
  return given.ok ? commit(profile, prepared.value, given.value) : given;
}
