import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commitPacket, preparePacket } from '../../../electron/board/packet.ts';
import { openProfile } from '../../../electron/board/profile.ts';
import { readFonts } from '../../../electron/packet/fonts.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { troubleLine } from '../../../shared/copy/trouble.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { faultyDisk, type FaultyDisk } from '../../fakes/faulty-disk.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();

/** Issues on a disk that is full from its `at`-th write on. */
async function issueOn(disk: FaultyDisk) {
  const { board } = fixture;
  const profile = valueOf(await openProfile(board.at('helena'), { ...board.ports, files: openFiles(disk) }));
  const decided = profile.vault.facts().find((fact) => fact.type === 'decision.recorded/1') as unknown as { act: never };
  const before = disk.count();
  const prepared = valueOf(await preparePacket(profile, { dossier, shown: board.shown as never, decision: decided.act }));
  const fonts = valueOf(await readFonts(fileURLToPath(new URL('../../../assets/fonts', import.meta.url)), openFiles()));
  return { profile, before, issue: () => commitPacket(profile, prepared, { fonts, passphrase }) };
}

/** Whatever lies under a packet's final name is a whole PDF. */
function wholePackets(): string[] {
  const folder = fixture.board.at('helena', 'packets');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : [];
  for (const name of names) expect(readFileSync(`${folder}/${name}`).subarray(-6).toString('latin1')).toBe('%%EOF\n');
  return names;
}

/** How many packets the record has at a new start; the bytes of each are whole. */
async function recordedPackets(): Promise<number> {
  const { record, vault } = valueOf(await openProfile(fixture.board.at('helena'), fixture.board.ports));
  const packets = [...record.view().state.packets.values()];
  for (const { body } of packets) expect(valueOf(await vault.objects.read(body.packet))).toHaveLength(body.sizeBytes);
  return packets.length;
}

test('a disk that fills up while a packet is issued: at every write no half packet, a plain message, and the next attempt works', async () => {
  const healthy = faultyDisk({ at: Number.POSITIVE_INFINITY, errno: 'ENOSPC', persistent: true });
  const counted = await issueOn(healthy);
  // How many writes there are is learnt on a disk that is full from the first: each attempt gets one write further.
  for (let at = 1; ; at++) {
    const disk = faultyDisk({ at: counted.before + at, errno: 'ENOSPC', persistent: true });
    const { issue, profile } = await issueOn(disk);
    const issued = await issue();
    wholePackets();
    if (!issued.ok) {
      expect(issued.trouble.code).toBe('disk/full');
      expect(troubleLine(issued.trouble)).toMatch(/full/);
      disk.heal();
      // An act whose last fsync failed may be there at the next start. It is then whole, and so is its packet.
      await recordedPackets();
      continue;
    }
    // Recorded: from here on only the copy for people's eyes can be missing, and the object is whole.
    const { bytes, digest } = issued.value;
    expect(valueOf(await profile.vault.objects.read(digest))).toEqual(bytes);
    expect(at).toBeGreaterThan(3);
    break;
  }
  expect(await recordedPackets()).toBeGreaterThan(0);
});
