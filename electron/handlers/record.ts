/** Calls about the record: its facts, its objects, and the commands that add to it. */
import { commit, needsPassphrase, prepare, type Prepared } from '../board/perform.ts';
import type { Profile } from '../board/profile.ts';
import type { Handlers } from '../ipc/router.ts';
import type { SignWindow } from '../shell/sign-window.ts';
import type { SettingsStore } from '../settings.ts';
import { actWords, type ActNames, type ActWords } from '../../shared/copy/act.ts';
import { ActStatement, type ActBody, type ActType } from '../../shared/events/catalogue.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { issuedNumber } from '../../shared/events/packet-standing.ts';
import type { SignView } from '../../shared/ipc/contract.ts';
import { Defect, ok, type Result } from '../../shared/result.ts';
import type { Workspace } from './workspace.ts';

/** Facts in one answer: small enough that the window stays live while it takes them in. */
const factsAtOnce = 2_000;

export interface RecordPorts { readonly workspace: Workspace; readonly signing: SignWindow; readonly settings: SettingsStore; readonly samplePassphrase: string }

/** Names for the ids in a statement, from the record. */
async function namesOf(profile: Profile): Promise<ActNames> {
  const contents = await profile.record.contents();
  return {
    member: (id) => profile.roster()?.members.find((member) => member.id === id)?.name ?? id,
    release: (revision) => {
      const product = contents(revision)?.revision.product;
      return product === undefined ? null : `${product.name} ${product.release}, ${product.vendor}`;
    },
    packet: issuedNumber(profile.record.view().state),
  };
}

/** What the sign window shows for statements and the words that say what they are. */
export function signView(profile: Profile, words: ActWords, statements: SignView['statements'], { settings, samplePassphrase }: Pick<RecordPorts, 'settings' | 'samplePassphrase'>): SignView {
  const { file: { member }, trust } = profile;
  return {
    title: words.title as SignView['title'], lines: [...words.lines], statements,
    member: profile.roster()?.members.find((one) => one.id === member)?.name ?? '', board: profile.roster()?.charter.name ?? '',
    samplePassphrase: trust.sample ? samplePassphrase : null, theme: settings.read().theme,
  };
}

async function viewOfPrepared(profile: Profile, prepared: Prepared, ports: RecordPorts): Promise<SignView> {
  const acts = prepared.events.flatMap((event) => (event.kind === 'act' ? [event] : []));
  const first = acts[0];
  if (first === undefined) throw new Defect('nothing to sign');
  const statement = ActStatement.parse(JSON.parse(new TextDecoder().decode(first.statement)));
  const words = actWords(first.type, statement.body as ActBody<ActType> as never, await namesOf(profile));
  return signView(profile, words, acts.map(({ statement: bytes, shown }) => ({ digest: profile.ports.sha256(bytes), text: shown })), ports);
}

export function recordHandlers(ports: RecordPorts): Pick<Handlers, 'facts.since' | 'revision.read' | 'evidence.read' | 'evidence.page' | 'command.run'> {
  const { workspace, signing } = ports;
  return {
    'facts.since': async ({ position }) => {
      const profile = workspace.profile();
      return profile.ok ? ok(profile.value.vault.factsSince(position).slice(0, factsAtOnce)) : profile;
    },
    'revision.read': async ({ revision }) => {
      const profile = workspace.profile();
      return profile.ok ? profile.value.record.revisionBytes(revision) : profile;
    },
    'evidence.read': async ({ revision }) => {
      const profile = workspace.profile();
      return profile.ok ? profile.value.record.evidenceBytes(revision) : profile;
    },
    'evidence.page': async ({ revision, pieces }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const page = await profile.value.record.evidencePage(revision, pieces);
      // As text: a string crosses into the page as it is, bytes would be copied there twice and decoded once more.
      return page.ok ? ok(page.value.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))) : page;
    },
    'command.run': async ({ command }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const prepared = await prepare(profile.value, command);
      if (!prepared.ok) return prepared;
      const done: Result<readonly Fact[]> = needsPassphrase(prepared.value)
        ? await signing.ask(await viewOfPrepared(profile.value, prepared.value, ports), (passphrase) => commit(profile.value, prepared.value, passphrase))
        : await commit(profile.value, prepared.value, null);
      return done.ok ? ok(done.value.map((fact) => fact.position)) : done;
    },
  };
}
