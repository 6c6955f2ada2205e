/** A font of the computer for letters that the shipped faces lack. It is looked for only when a packet needs it, and the packet says which it was. */
import { basename, join } from 'node:path';
import type { Sha256 } from '../../shared/ports.ts';
import type { Files } from '../platform/files.ts';
import type { OtherFont } from './document.ts';
import { installedFont } from './font-file.ts';

const largestBytes = 64 * 1024 * 1024;

/** Where fonts with many scripts usually are: plain sans-serif ones before others, those that anybody may give on before those that came with the system. */
const usual: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...['opentype/noto/NotoSansCJK-Regular.ttc', 'opentype/noto-cjk/NotoSansCJK-Regular.ttc', 'noto-cjk/NotoSansCJK-Regular.ttc', 'google-noto-cjk/NotoSansCJK-Regular.ttc', 'google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc', 'adobe-source-han-sans/SourceHanSans.ttc'],
    ...['truetype/droid/DroidSansFallbackFull.ttf', 'truetype/wqy/wqy-microhei.ttc', 'wqy-microhei/wqy-microhei.ttc', 'truetype/noto/NotoSans-Regular.ttf', 'truetype/dejavu/DejaVuSans.ttf', 'dejavu/DejaVuSans.ttf'],
  ].map((name) => join('/usr/share/fonts', name)),
  darwin: ['/Library/Fonts/NotoSansCJK-Regular.ttc', '/Library/Fonts/Arial Unicode.ttf', '/System/Library/Fonts/Supplemental/Arial Unicode.ttf', '/System/Library/Fonts/PingFang.ttc', '/System/Library/Fonts/Hiragino Sans GB.ttc', '/System/Library/Fonts/AppleSDGothicNeo.ttc'],
  win32: ['NotoSansCJK-Regular.ttc', 'NotoSansSC-VF.ttf', 'msyh.ttc', 'msjh.ttc', 'YuGothR.ttc', 'meiryo.ttc', 'malgun.ttf', 'simsun.ttc', 'segoeui.ttf'].map((name) => join('C:\\Windows\\Fonts', name)),
};

export interface FontSearch { readonly files: Pick<Files, 'read'>; readonly sha256: Sha256; readonly platform: NodeJS.Platform; /** Paths instead of the usual ones. */ readonly places?: readonly string[] }

/** The first font with all of the letters, else the one with most of them; null: none has any. */
export async function findOtherFont(letters: readonly string[], { files, sha256, platform, places = usual[platform] ?? [] }: FontSearch): Promise<{ readonly font: OtherFont; has(letter: string): boolean } | null> {
  let best: { readonly path: string; readonly file: Uint8Array; readonly bytes: Uint8Array; readonly count: number; has(letter: string): boolean } | null = null;
  for (const path of places) {
    if (best?.count === letters.length) break;
    const file = await files.read(path, largestBytes);
    const font = file.ok && file.value !== null ? installedFont(file.value) : null;
    if (font === null || !file.ok || file.value === null) continue;
    const has = (letter: string): boolean => font.has(letter.codePointAt(0)!);
    const count = letters.filter(has).length;
    if (count > (best?.count ?? 0)) best = { path, file: file.value, bytes: font.bytes, count, has };
  }
  return best === null ? null : { font: { name: basename(best.path), digest: sha256(best.file), bytes: best.bytes }, has: best.has };
}
