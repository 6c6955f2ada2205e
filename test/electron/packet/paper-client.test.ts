import { describe, expect, it } from 'vitest';
import { drawSource, issuePacket } from '../../../electron/packet/issue.ts';
import { drawIn, type DrawRequest, type PaperChild } from '../../../electron/packet/paper-client.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { ok } from '../../../shared/result.ts';
import { packetWorld } from '../../builders/packet-basis.ts';
import { packetFonts } from '../../builders/packet-fonts.ts';
import { plainApproval } from '../../builders/sealed-packet.ts';
import { valueOf } from '../../builders/test-vault.ts';

/** A child that does with each request what `work` does; what goes there and back is copied as between processes. */
function childThat(work: (request: DrawRequest, say: (message: unknown) => void, exit: () => void) => void): { readonly fork: () => PaperChild; readonly killed: () => number } {
  let killed = 0;
  return {
    killed: () => killed,
    fork: () => {
      let say: (message: unknown) => void = () => undefined, exit: () => void = () => undefined;
      return {
        post: (request) => work(structuredClone(request), (message) => say(structuredClone(message)), () => exit()),
        onMessage: (listener) => { say = listener; }, onExit: (listener) => { exit = listener; }, kill: () => { killed++; },
      };
    },
  };
}

const world = await packetWorld(plainApproval);
const signatures = new Map<string, Uint8Array>();
const sign = (_purpose: 'statement' | 'packet', message: Uint8Array) => {
  const key = nodeSha256(message);
  if (!signatures.has(key)) signatures.set(key, world.members[0]!.key.sign(message));
  return Promise.resolve(ok(signatures.get(key)!));
};
const issue = async (draw?: ReturnType<typeof drawIn>) => valueOf(await issuePacket(world.basis, { fonts: packetFonts, sha256: nodeSha256, sign, ...(draw === undefined ? {} : { draw }) })).bytes;

describe('drawing in another process', () => {
  it('gives the same bytes as drawing here, and ends the process', async () => {
    const { fork, killed } = childThat(({ source, statementFile, fonts, paper }, say) => void drawSource(source, statementFile, fonts, paper, nodeSha256).then(say));
    expect(Buffer.compare(await issue(drawIn(fork)), await issue())).toBe(0);
    expect(killed()).toBe(1);
  });

  it('where the process dies or answers nonsense the packet is drawn here', async () => {
    const here = await issue();
    for (const work of [(_: DrawRequest, _say: unknown, exit: () => void) => exit(), (_: DrawRequest, say: (message: unknown) => void) => say('pages'), (_: DrawRequest, say: (message: unknown) => void) => say(undefined)]) {
      expect(Buffer.compare(await issue(drawIn(childThat(work).fork)), here)).toBe(0);
    }
  });
});
