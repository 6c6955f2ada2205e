import { beforeAll, describe, expect, test } from 'vitest';
import { nodeDigestParts } from '../../../../electron/platform/crypto.ts';
import { verifyPacket, type VerifyPorts } from '../../../../shared/packet/verify/verify.ts';
import { largePacket } from '../../../builders/large-packet.ts';
import { sealedPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';

let packet: SealedPacket;
beforeAll(async () => { packet = await sealedPacket(); });

const judge = (bytes: Uint8Array, ports: Partial<VerifyPorts>) => {
  const { ports: { subtle, sha256 }, ...options } = verifyOptions(packet.trust);
  return verifyPacket(bytes, { ...options, ports: { subtle, sha256, ...ports } });
};

describe('the covered bytes', () => {
  test('are digested where they stand: a packet of 300 MB is held once', async () => {
    const seen: Uint8Array[] = [];
    const report = await judge(packet.bytes, { digestParts: (hash, parts) => { seen.push(...parts); return nodeDigestParts(hash, parts); } });
    expect(report.verdict).toBe('approved');
    expect(seen.map(({ buffer }) => buffer === packet.bytes.buffer)).toEqual([true, true]);
    expect(seen.reduce((sum, { length }) => sum + length, 0)).toBe(packet.bytes.length - 32_770);
  });

  test('give the same report through Web Crypto alone, as in a browser', async () => {
    expect(await judge(packet.bytes, {})).toEqual(await judge(packet.bytes, { digestParts: nodeDigestParts }));
  });

  test('a packet of 20 MB is judged like a small one, and one changed byte in the middle of it is noticed', async () => {
    const large = await largePacket(packet, 20_000_000);
    expect((await judge(large, { digestParts: nodeDigestParts })).verdict).toBe('approved');
    large[10_000_000]! ^= 1;
    expect(await judge(large, { digestParts: nodeDigestParts })).toMatchObject({ verdict: 'not-authentic', signatures: [{ integrity: { result: 'failed' }, coverage: { result: 'passed' } }] });
  });
});
