import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { installedFont } from '../../../electron/packet/font-file.ts';
import { fontsFor } from '../../../electron/packet/fonts.ts';
import { issuePacket } from '../../../electron/packet/issue.ts';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { letterLines } from '../../../shared/copy/letters.ts';
import { isSetAlone, packetLetters } from '../../../shared/packet/letters.ts';
import { issuerSign, packetWorld } from '../../builders/packet-basis.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool, runTool } from '../../builders/tool.ts';
import { Model } from '../../conformance/model.ts';
import { breaches } from '../../conformance/rule.ts';
import { rules } from '../../conformance/rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const assets = fileURLToPath(new URL('../../../assets/fonts', import.meta.url));
/** A font with Hebrew and with Greek of all accents, which the shipped faces lack. */
const arimo = new Uint8Array(readFileSync(fileURLToPath(new URL('../../../node_modules/@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf', import.meta.url))));
const search = (...places: string[]) => ({ files: openFiles(), sha256: nodeSha256, platform: 'linux' as const, places });
const lettersOf = (text: string) => ({ letters: [...new Set(text)], names: [] });

/** The font as the first one of a collection. */
function collectionOf(font: Uint8Array): Uint8Array {
  const shift = 16, file = new Uint8Array(shift + font.length), view = new DataView(file.buffer);
  file.set(font, shift);
  [0x74746366, 0x00010000, 1, shift].forEach((value, i) => view.setUint32(4 * i, value));
  for (let i = 0; i < view.getUint16(shift + 4); i++) view.setUint32(shift + 20 + 16 * i, view.getUint32(shift + 20 + 16 * i) + shift);
  return file;
}

/** The same font, whose licence bits say `bits`. */
function licensed(font: Uint8Array, bits: number): Uint8Array {
  const file = Uint8Array.from(font), view = new DataView(file.buffer);
  for (let i = 0; i < view.getUint16(4); i++) if (view.getUint32(12 + 16 * i) === 0x4f532f32) view.setUint16(view.getUint32(20 + 16 * i) + 8, bits);
  return file;
}

describe('fonts of the computer', () => {
  it('reads an OpenType file and the first font of a collection', () => {
    for (const file of [arimo, collectionOf(arimo)]) expect([0x41, 0x1f48, 0x4e00, 0xffff].map((code) => installedFont(file)?.has(code))).toEqual([true, true, false, false]);
  });

  it('passes over what is no font, is cut short, or may not be embedded', () => {
    for (const file of [new Uint8Array(), new Uint8Array(100), Buffer.from('%PDF-1.7\n'.repeat(20)), arimo.subarray(0, 200), arimo.subarray(0, arimo.length - 1000), licensed(arimo, 2), licensed(arimo, 0x100), licensed(arimo, 0x200)]) expect(installedFont(file)).toBeNull();
    expect(installedFont(licensed(arimo, 8))).not.toBeNull();
  });

  it('reads none where the shipped faces have every letter', async () => {
    const { fonts, lent, spelled } = valueOf(await fontsFor(lettersOf('Łódź Ωμέγα Нина Nguyễn'), assets, search('/dev/null/none')));
    expect([fonts.other, lent, spelled]).toEqual([undefined, [], []]);
  });

  it('takes the first with all of the letters, else the one with most', async () => {
    writeFileSync(at('broken.ttf'), 'no font');
    writeFileSync(at('arimo.ttf'), arimo);
    const { fonts, lent, spelled } = valueOf(await fontsFor(lettersOf('Ὀδυσσεύς 李'), assets, search(at('absent.ttf'), at('broken.ttf'), at('arimo.ttf'))));
    expect([fonts.other?.name, fonts.other?.digest, lent, spelled]).toEqual(['arimo.ttf', nodeSha256(arimo), ['Ὀ'], ['李']]);
  });

  it('lends no letter that has to be shaped or runs the other way, whatever the font has', async () => {
    const { fonts, lent, spelled } = valueOf(await fontsFor(lettersOf('שלום محمد अमिताभ สมชาย 👍\u202e'), assets, search(at('arimo.ttf'))));
    expect([fonts.other, lent]).toEqual([undefined, []]);
    expect(spelled).toContain('ש');
    expect(['李', '김', 'カ', 'Հ', 'ქ', '，'].every(isSetAlone)).toBe(true);
    expect(['ש', 'م', '،', 'अ', 'ส', '👍', '\u0301', '\u1100', '\u202e', '\ue000', '\ud83d'].some(isSetAlone)).toBe(false);
  });

  it('the issuer is told what is borrowed and what is printed as codes, and in how many names', () => {
    expect(letterLines({ lent: [], spelled: [], font: null, names: ['Нина'] })).toEqual([]);
    const [borrowed, spelled] = letterLines({ lent: ['李', '伟'], spelled: ['ש', '\u0324'], font: 'NotoSansCJK-Regular.ttc', names: ['Ada', 'ש\u0324', 'שלום'] });
    expect(borrowed).toEqual({ label: 'Borrowed font', text: 'Two letters that the packet’s typefaces lack are set in NotoSansCJK-Regular.ttc of this computer. The packet names it.'.replace('Two', '2') });
    expect(spelled?.text).toMatch(/^No font here can set 2 letters: ש \(U\+05E9\), U\+0324\. 2 names have such letters\. They are printed as codes such as \[U\+05E9\]/);
  });
});

describe('a font of the computer that is broken inside', () => {
  it('stops no packet: its letters are printed as code points', async () => {
    const world = await packetWorld({});
    const basis = { ...world.basis, votes: world.basis.votes.map((vote) => ({ ...vote, name: 'Ὀδυσσεύς' })) };
    const { fonts } = valueOf(await fontsFor({ letters: [], names: [] }, assets, search()));
    const hollow = Uint8Array.from(arimo, (byte, i) => (i > 4096 ? 0 : byte));
    for (const bytes of [Uint8Array.of(1, 2, 3), hollow]) {
      const issued = valueOf(await issuePacket(basis, { fonts: { ...fonts, other: { name: 'hollow.ttf', digest: nodeSha256(bytes), bytes } }, sha256: nodeSha256, sign: issuerSign(world) }));
      expect(breaches(new Model(issued.bytes), rules)).toEqual([]);
    }
  });
});

describe('names in any script', () => {
  const names = ['李伟 Ὀδυσσεύς', 'Нина Е\u0308 Ивано́ва', 'Nguyê\u0303n Thi\u0323 Hô\u0300ng', 'محمد שלום'];
  const reasons = ['İstanbul ıiİ ﬁ 1½', 'अमिताभ สมชาย 김철수', '👩\u200d👧 𝔘 z\u0324 \u{20000}', 'Ωμέγα\u202Etxt µμ ΩΩ A\u0301'];

  it.skipIf(!hasTool('pdftotext'))('come out of the file as they are or as code points, in their order', async () => {
    writeFileSync(at('arimo.ttf'), arimo);
    const world = await packetWorld({});
    const basis = { ...world.basis, votes: world.basis.votes.map((vote, i) => ({ ...vote, name: names[i]!, reason: reasons[i]! })) };
    const { fonts } = valueOf(await fontsFor(packetLetters(basis), assets, search(at('arimo.ttf'))));
    const { bytes } = valueOf(await issuePacket(basis, { fonts, sha256: nodeSha256, sign: issuerSign(world) }));
    writeFileSync(at('scripts.pdf'), bytes);
    const text = runTool('pdftotext', ['-raw', at('scripts.pdf'), '-']).out.replaceAll(/\s+/g, '');
    const codes = (given: string): string => [...given].map((letter) => (letter === ' ' ? '' : `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`)).join('');
    for (const shown of [
      `${codes('李伟')}Ὀδυσσεύς`, 'НинаЁИвано́ва', 'NguyễnThịHồng', codes('محمد שלום'), 'İstanbulıiİﬁ1½', codes('अमिताभ สมชาย 김철수'), `${codes('👩\u200d👧 𝔘')}z${codes('\u0324 \u{20000}')}`, `Ωμέγα${codes('\u202E')}txtµμΩΩÁ`,
      'SHA-256ofitsfile:',
    ]) expect(text.normalize('NFC')).toContain(shown.replaceAll(' ', '').normalize('NFC'));
    expect(runTool('pdffonts', [at('scripts.pdf')]).out).toMatch(/\+Arimo\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    expect(breaches(new Model(bytes), rules)).toEqual([]);
  });
});
