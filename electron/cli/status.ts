/** `countersign status` and `audit`: what the record says, and whether its bytes are what they were. */
import { contentOf, viewOf } from '../board/perform.ts';
import { audit as auditVault } from '../vault/audit.ts';
import { dossierLines, nextWords } from '../../shared/copy/command-line.ts';
import { count } from '../../shared/copy/number.ts';
import { troubleLine } from '../../shared/copy/trouble.ts';
import { packetStandings } from '../../shared/events/packet-standing.ts';
import { dossiers } from '../../shared/events/summary.ts';
import { exitCodes } from '../../shared/packet/verdict.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { done, json, rows } from './output.ts';
import { withProfile } from './profile.ts';

export const status: Command = {
  takes: { texts: ['profile'], flags: ['json'], needed: ['profile'] },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const { file: { member, store }, trust, vault } = profile;
    const board = { id: trust.board, name: profile.roster()?.charter.name ?? null, sample: trust.sample, fingerprint: trust.fingerprint, member, store: store?.path ?? null };
    if (member === null) return ok(done(given.flag('json') ? json({ board, waiting: true, dossiers: [] }) : rows([['Fingerprint', trust.fingerprint], ['Next', nextWords.waiting]])));
    const contents = await contentOf(profile);
    const view = viewOf(profile);
    if (!view.ok) return view;
    const summaries = dossiers(view.value, member, ports.board.clock.now(), contents);
    const standings = packetStandings(view.value, contents);
    const troubles = [...vault.found, ...[vault.stopped()].filter((trouble) => trouble !== null)];
    const stderr = troubles.map((trouble) => `${troubleLine(trouble)}\n`).join('');
    if (given.flag('json')) {
      const listed = summaries.map(({ dossier, latest, tally, mine, current, packets }) => ({
        dossier, revision: latest.digest, ordinal: latest.ordinal, counted: tally.counts.counted, quorum: tally.quorum.kind, outcome: tally.outcome, mine: mine.kind,
        decision: current === null ? null : { decision: current.decision.act, outcome: current.decision.outcome, status: current.status.kind, validUntil: current.decision.validUntil },
        packets: packets.map(({ packet, number }) => ({ packet, number, state: standings.find((one) => one.packet === packet)?.state ?? null })),
        addenda: standings.filter((one) => one.kind === 'addendum' && one.dossier === dossier).map(({ packet, number, parent, state }) => ({ packet, number, parent, state })),
      }));
      return ok({ ...done(json({ board, waiting: false, dossiers: listed })), stderr });
    }
    const head = rows([['Board', `${board.name ?? ''}${board.sample ? ' (SAMPLE)' : ''}`], ['You are', member], ['Store', board.store ?? 'none'], ['Fingerprint', board.fingerprint]]);
    return ok({ ...done([head, ...summaries.map((summary) => `\n${summary.dossier}\n${rows(dossierLines(summary, standings), '  ')}`)].join('')), stderr });
  }),
};

export const audit: Command = {
  takes: { texts: ['profile'], flags: ['quick', 'json'], needed: ['profile'] },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const audited = await auditVault(profile.vault, { readData: !given.flag('quick') }, ports.board);
    if (!audited.ok) return audited;
    const { clean, checked, troubles, leftovers, quarantined } = audited.value;
    const exitCode = clean ? 0 : exitCodes.unreadable;
    if (given.flag('json')) return ok({ exitCode, stdout: json(audited.value), stderr: '' });
    const lines: (readonly [string, string])[] = [
      ['Checked', `${count(checked.rosters, 'roster')}, ${count(checked.events, 'event')}, ${count(checked.objects, 'object')}`],
      ...leftovers.map((path) => ['Left over', path] as const),
      ...quarantined.map(({ name, code }) => ['Set aside', `${name} (${code})`] as const),
      ['Result', clean ? nextWords.clean : count(troubles.length, 'trouble')],
    ];
    return ok({ exitCode, stdout: rows(lines), stderr: troubles.map((trouble) => `${troubleLine(trouble)}\n`).join('') });
  }),
};
