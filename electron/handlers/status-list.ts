/** Calls about the board's status list: how it stands, signing the next one, saving the newest as a file for a web server. */
import { commitStatusList, keptStatusList, prepareStatusList, statusListState } from '../board/status-list.ts';
import type { Handlers } from '../ipc/router.ts';
import { visibleLines, type ActWords } from '../../shared/copy/act.ts';
import { dateTime } from '../../shared/copy/date.ts';
import { statusListAct } from '../../shared/copy/status-list.ts';
import { countStates, statusListFileName, type StatusList } from '../../shared/packet/status-list.ts';
import type { Clock } from '../../shared/ports.ts';
import { ok, refuse } from '../../shared/result.ts';
import { signView, type RecordPorts } from './record.ts';
import type { SaveFile } from './save.ts';

export interface StatusListPorts extends RecordPorts { readonly save: SaveFile; readonly clock: Clock }

/** What the sign window says above the list itself. */
function wordsOf(list: StatusList, follows: StatusList | null): ActWords {
  const { heads, title, packets: counted, follows: after, first, effect } = statusListAct;
  return {
    title: title(list.sequence),
    lines: visibleLines([[heads.packets, counted(countStates(list), list.packets.length)], [heads.current, dateTime(list.nextUpdate)], [heads.follows, follows === null ? first : after(follows.sequence, follows.issuedAt)], [heads.effect, effect]]),
  };
}

export function statusListHandlers({ workspace, signing, save, clock, ...ports }: StatusListPorts): Pick<Handlers, 'status-list.read' | 'status-list.sign' | 'status-list.save'> {
  return {
    'status-list.read': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const state = await statusListState(profile.value);
      if (!state.ok) return state;
      const { kept, changed } = state.value;
      const list = kept === null ? null : { sequence: kept.list.sequence, issuedAt: kept.list.issuedAt, nextUpdate: kept.list.nextUpdate, issuer: kept.list.issuer.name, packets: kept.list.packets.length };
      return ok({ list, changed, now: clock.now() });
    },
    'status-list.sign': async ({ days }) => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const prepared = await prepareStatusList(profile.value, { validMs: days * 86_400_000 });
      if (!prepared.ok) return prepared;
      const { list, follows, payload, text } = prepared.value;
      const view = signView(profile.value, wordsOf(list, follows), [{ digest: profile.value.ports.sha256(payload), text }], ports);
      const signed = await signing.ask(view, (passphrase) => commitStatusList(profile.value, prepared.value, passphrase));
      if (!signed.ok) return signed;
      // The store is met by itself too; whoever signs wants it out now.
      void workspace.sync();
      return ok({ sequence: signed.value.list.sequence });
    },
    'status-list.save': async () => {
      const profile = workspace.profile();
      if (!profile.ok) return profile;
      const kept = await keptStatusList(profile.value);
      if (!kept.ok) return kept;
      return kept.value === null ? refuse('input/not-found', { path: statusListFileName }) : save({ name: statusListFileName, kind: 'json' }, kept.value.bytes);
    },
  };
}
