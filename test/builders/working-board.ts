/** Boards of real profiles in temporary folders: founded, joined and entered through the same functions as anywhere. */
import { join } from 'node:path';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { writeFile } from 'node:fs/promises';
import { boardAdmit, boardEnter, boardInit, boardInvite, boardJoin } from '../../electron/board/command-line.ts';
import { openProfile, type BoardPorts, type Profile } from '../../electron/board/profile.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { makeRevision, type MadeRevision } from '../../shared/dossier/revision-tree.ts';
import type { Discipline, Role } from '../../shared/vocabulary.ts';
import { defaultCharter } from '../../electron/board/charter-file.ts';
import { hazard } from './hazard.ts';
import { rawFile } from './raw-file.ts';
import { aurora } from './revision.ts';
import { valueOf } from './test-vault.ts';

/** Every member's passphrase on these boards. */
export const passphrase = 'a long enough passphrase';

const seat = (name: string, roles: readonly Role[], discipline = 'safety') => ({ name, discipline: discipline as Discipline, roles: [...roles] });

/** A board whose charter asks for one vote, with its secretary (who also submits) at `<root>/secretary` and a store folder beside it. */
export async function foundWorkingBoard(root: string, ports: BoardPorts): Promise<Profile> {
  const charterPath = join(root, 'charter.json');
  await writeFile(charterPath, canonicalBytes({ ...defaultCharter, name: 'Working Board', minimumVotes: 1, requiredDisciplines: [] }));
  valueOf(await boardInit({
    profile: join(root, 'secretary'), name: 'Working Board', founder: seat('Helena Brandt', ['secretary', 'submitter']), deviceName: 'helena-desk', charterPath, sample: false,
    store: { kind: 'folder', path: join(root, 'store') }, trustOut: join(root, 'board-root.pem'), passphrase,
  }, ports));
  return valueOf(await openProfile(join(root, 'secretary'), ports));
}

/** Invites and admits someone; `carry` is the sync that brings them the roster before they enter. */
export async function joinWorkingBoard(root: string, folder: string, name: string, ports: BoardPorts, carry: (from: string, to: string) => Promise<void> = carryRosters(ports), roles: readonly Role[] = ['voter']): Promise<Profile> {
  const [secretary, profile] = [join(root, 'secretary'), join(root, folder)];
  const files = { invite: join(root, `${folder}.invite.json`), request: join(root, `${folder}.request.json`) };
  valueOf(await boardInvite({ profile: secretary, seat: seat(name, roles), store: null, days: 14, out: files.invite }, ports));
  valueOf(await boardJoin({ profile, invitePath: files.invite, name: null, store: null, passphrase, out: files.request }, ports));
  valueOf(await boardAdmit({ profile: secretary, requestPath: files.request, seat: {}, passphrase }, ports));
  await carry(secretary, profile);
  valueOf(await boardEnter({ profile, deviceName: `${folder}-desk`, passphrase }, ports));
  return valueOf(await openProfile(profile, ports));
}

/** What a sync does with rosters, without a store. */
export const carryRosters = (ports: BoardPorts) => async (from: string, to: string): Promise<void> => {
  const [giver, taker] = [valueOf(await openProfile(from, ports)), valueOf(await openProfile(to, ports))];
  for (const { envelope } of giver.vault.rosters()) valueOf(await taker.vault.appendRoster(envelope));
};

/** A whole revision of Aurora-7B 2.3 with one hazard and one document, as objects to store. */
export function storedRevision(intendedUse = 'Ward robots'): MadeRevision {
  return valueOf(makeRevision({
    dossier: aurora, product: { id: 'aurora-7b' as never, name: 'Aurora-7B', release: '2.3', vendor: 'Halden Compute AS' }, intendedUse, notCovered: [], owners: ['Halden Compute AS'],
    artifacts: [{ name: 'aurora-7b-2.3.safetensors', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], thresholds: [], evidence: [],
    register: { format: 1, kind: 'hazard-register', hazards: [hazard({ evidence: [], mitigations: [] })] },
    documents: [{ id: 'D-1' as never, title: 'Design record', mediaType: 'text/markdown', file: rawFile('documents/design.md', '# Design\n') }],
  }, sha256));
}
