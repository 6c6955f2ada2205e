/** `countersign pack` and `publish`: from a release team's files to a revision that the board can review. */
import { packCommand } from '../dossier/command-line.ts';
import { readArchiveFile, storeRevision } from '../dossier/import.ts';
import { perform } from '../board/perform.ts';
import { warningLine } from '../../shared/copy/command-line.ts';
import { count, size } from '../../shared/copy/number.ts';
import { ok } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { done, failedAll, rows } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { withProfile } from './profile.ts';
import { syncAfter } from './sync.ts';

export const pack: Command = {
  takes: { files: ['dossier.yaml'], texts: ['out'], flags: ['keep-unreadable'], needed: ['out'] },
  async run(given, ports) {
    const parser = ports.openParser();
    const packed = await packCommand({
      dossierFile: given.files[0] ?? '', out: given.path('out') ?? '', keepUnreadable: given.flag('keep-unreadable'),
      progress: (done, total, name) => ports.progress?.(done < total ? `${done + 1} of ${total}: ${name}` : ''),
    }, { ...ports.board, parser });
    await parser.close();
    if (!packed.ok) return packed.problems.length < 2 ? packed : ok(failedAll('pack', packed.problems.map(({ trouble }) => trouble)));
    const { dossier, product, revision, out, sizeBytes, hazards, evidence, warnings } = packed.value;
    return ok({
      ...done(rows([
        ['Dossier', dossier], ['Release', `${product.name} ${product.release}`], ['Revision', revision],
        ['Holds', `${count(hazards, 'hazard')}, ${count(evidence, 'piece of evidence', 'pieces of evidence')}`], ['File', `${out}, ${size(sizeBytes)}`],
      ])),
      stderr: warnings.map(({ item, warning }) => `${warningLine(item, warning)}\n`).join(''),
    });
  },
};

export const publish: Command = {
  takes: { files: ['FILE'], texts: ['profile', 'note'], flags: ['no-sync'], needed: ['profile'], passphrase: true },
  run: (given, ports) => withProfile(given.path('profile') ?? '', ports, async (profile) => {
    const archive = await readArchiveFile(given.files[0] ?? '', ports.board);
    if (!archive.ok) return archive;
    const { revision: { digest, revision }, objects } = archive.value;
    const stored = await storeRevision(digest, objects, profile.vault.objects);
    if (!stored.ok) return stored;
    const published = await perform(profile, { name: 'publish-revision', dossier: revision.dossier, revision: digest, note: given.text('note') },
      ({ events }) => readPassphrase(given, ports, { show: events.map((event) => (event.kind === 'act' ? event.shown : '')).join('\n') }));
    if (!published.ok) return published;
    const report = rows([['Published', revision.dossier], ['Release', `${revision.product.name} ${revision.product.release}`], ['Revision', digest]]);
    return ok(await syncAfter(profile, given, report));
  }),
};
