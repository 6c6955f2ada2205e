/** `countersign board status-list`: signs what every packet of the board is worth today, and publishes it. */
import { commitStatusList, prepareStatusList } from '../board/status-list.ts';
import { dateTime } from '../../shared/copy/date.ts';
import { usageWords } from '../../shared/copy/command-line.ts';
import { gateUsage } from '../../shared/copy/demand.ts';
import { statusListAct } from '../../shared/copy/status-list.ts';
import { figure } from '../../shared/copy/number.ts';
import { Duration, durationMs } from '../../shared/packet/demand.ts';
import { countStates, mostValidMs, usualValidity } from '../../shared/packet/status-list.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { usage } from './options.ts';
import { failed, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { withProfile } from './profile.ts';
import { syncAfter } from './sync.ts';

const { heads } = statusListAct;

export const statusList: Command = {
  takes: { texts: ['profile', 'out', 'valid'], flags: ['no-sync'], needed: ['profile'], passphrase: true },
  async run(given, ports) {
    const valid = Duration.safeParse(given.text('valid') ?? usualValidity);
    if (!valid.success || durationMs(valid.data) > mostValidMs) return usage(usageWords.value('valid', gateUsage.validity));
    return withProfile(given.path('profile') ?? '', ports, async (profile) => {
      const prepared = await prepareStatusList(profile, { validMs: durationMs(valid.data) });
      if (!prepared.ok) return prepared;
      const passphrase = await readPassphrase(given, ports, { show: prepared.value.text });
      if (!passphrase.ok) return passphrase;
      const signed = await commitStatusList(profile, prepared.value, passphrase.value);
      if (!signed.ok) return signed;
      const { list, bytes, file } = signed.value;
      const out = given.path('out');
      const written = out === null ? ok(undefined) : await ports.board.files.write(out, bytes);
      const report = rows([
        [heads.list, figure(list.sequence)], [heads.packets, statusListAct.packets(countStates(list), list.packets.length)], [heads.current, dateTime(list.nextUpdate)],
        ...(out === null || !written.ok ? [] : [[heads.file, out] as const]), [heads.digest, file],
      ]);
      const output = await syncAfter(profile, given, report);
      // The list is signed and kept all the same: the next call may write it, or the store has it.
      return ok(written.ok ? output : { ...output, ...failed('board status-list', written.trouble) });
    });
  },
};
