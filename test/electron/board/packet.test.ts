import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commitPacket, preparePacket } from '../../../electron/board/packet.ts';
import { openProfile } from '../../../electron/board/profile.ts';
import { readFonts } from '../../../electron/packet/fonts.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { passphrase } from '../../builders/working-board.ts';
import { dossier, freshBoard } from '../../hostile/decided-board.ts';

const fixture = freshBoard();

test('a packet whose record moves after the last look at it is not signed; one that was shown as it is, is', async () => {
  const { board } = fixture;
  const profile = valueOf(await openProfile(board.at('helena'), board.ports));
  const decided = profile.vault.facts().find((fact) => fact.type === 'decision.recorded/1') as unknown as { act: never };
  const prepared = valueOf(await preparePacket(profile, { dossier, shown: board.shown as never, decision: decided.act }));
  const how = { fonts: valueOf(await readFonts(fileURLToPath(new URL('../../../assets/fonts', import.meta.url)), board.ports.files)), passphrase };
  const { packets } = profile.record.view().state as unknown as { packets: Map<string, unknown> };
  // The moment at which the statement is compared: another secretary's packet arrives right after it.
  const sha256: typeof nodeSha256 = (bytes) => {
    if (bytes === prepared.statement) packets.set('other', { ...decided, act: 'other', member: profile.file.member, body: { dossier, number: JSON.parse(prepared.text).predicate.packet } });
    return nodeSha256(bytes);
  };
  expect(codeOf(await commitPacket({ ...profile, ports: { ...profile.ports, sha256 } }, prepared, how))).toBe('board/record-changed');
  packets.delete('other');
  expect(valueOf(await commitPacket(profile, prepared, how)).facts).toHaveLength(1);
});
