/** Universal signature forgery, signature wrapping and incremental saving (Mladenov et al., "1 Trillion Dollar Refund", CCS 2019). */
import { attack, type Attack } from './attack.ts';
import { page, stream, type Identity } from './good-files.ts';
import { startOf, update } from './update.ts';

const rangeOf = (text: string): { readonly token: string; readonly numbers: readonly number[] } => {
  const found = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(text)!;
  return { token: found[0], numbers: found.slice(1).map(Number) };
};
const contentsOf = (text: string): string => /\/Contents <[0-9a-f]+>/.exec(text)![0];
/** In the same room, so that nothing else moves; `null` where the text is longer. */
const inRoom = (text: string, token: string, by: string): string => text.replace(token, () => by.padEnd(token.length));

/** USF: the signature is there, and nothing of it can be checked. In the signed bytes, and by an update. */
export function universalForgeries(good: string): Attack[] {
  const { token, numbers: [before, after, rest] } = rangeOf(good);
  const contents = contentsOf(good), der = contents.slice(11, -1);
  const dictionary = /6 0 obj\n([\s\S]*?)\nendobj/.exec(good)![1]!;
  const zeros = `/Contents <${'0'.repeat(der.length)}>`;
  const forms: readonly (readonly [name: string, token: string, by: string])[] = [
    ['/Contents is missing', contents, ''], ['/Contents has no value', contents, '/Contents'], ['/Contents is null', contents, '/Contents null'], ['/Contents is empty', contents, '/Contents <>'],
    ['/Contents is one zero byte', contents, '/Contents <00>'], ['/Contents is zeros', contents, zeros], ['/Contents is a literal string', contents, '/Contents (0)'], ['/Contents is a name', contents, '/Contents /None'],
    ['/Contents is a number', contents, '/Contents 0'], ['/Contents is an array', contents, `/Contents [<${der.slice(0, -2)}>]`], ['/Contents is a reference', contents, '/Contents 60 0 R'], ['/Contents without its end', contents, contents.slice(0, -1)],
    ['/ByteRange is missing', token, ''], ['/ByteRange has no value', token, '/ByteRange'], ['/ByteRange is null', token, '/ByteRange null'], ['/ByteRange is empty', token, '/ByteRange []'], ['/ByteRange has one number', token, '/ByteRange [0]'],
    ['/ByteRange has three numbers', token, `/ByteRange [0 ${before} ${after}]`], ['/ByteRange has six numbers', token, `/ByteRange [0 ${before} ${after} 10 ${after! + 10} ${rest! - 10}]`],
    ['/ByteRange of nulls', token, '/ByteRange [null null null null]'], ['/ByteRange of zeros', token, '/ByteRange [0 0 0 0]'], ['/ByteRange with a negative number', token, `/ByteRange [0 ${before} -${after} ${rest}]`],
    ['/ByteRange with a negative start', token, `/ByteRange [-1 ${before} ${after} ${rest}]`], ['/ByteRange with a real number', token, `/ByteRange [0 ${before}.0 ${after} ${rest}]`], ['/ByteRange of 99999999999999', token, '/ByteRange [0 10 20 99999999999999]'],
    ['/ByteRange that overflows 32 bits', token, `/ByteRange [0 ${before} ${after! + 4_294_967_296} ${rest}]`], ['/ByteRange beyond every integer', token, '/ByteRange [0 1 2 9999999999999999999]'],
    ['/ByteRange is a reference', token, '/ByteRange 60 0 R'], ['/ByteRange of references', token, '/ByteRange [61 0 R 62 0 R 63 0 R 64 0 R]'], ['/ByteRange is a string', token, `/ByteRange (0 ${before} ${after} ${rest})`],
    ['/ByteRange overlaps', token, `/ByteRange [0 ${after! + 10} ${after} ${rest}]`], ['/ByteRange backwards', token, `/ByteRange [${after} ${rest} 0 ${before}]`],
  ];
  const help = { 60: contents.slice(10), 61: '0', 62: `${before}`, 63: `${after}`, 64: `${rest}` };
  return forms.flatMap(([name, found, by]) => [
    // Zeros cover what they say they cover; that they are no signature is the next step's finding.
    attack('USF', `${name}, in the signed bytes`, by === zeros ? 'integrity' : 'byte-range', inRoom(good, found, by)),
    attack('USF', `${name}, by an update`, 'byte-range', update(good, { objects: { ...(by.includes('60 0 R') ? { 60: found === contents ? contents.slice(10) : token.slice(11) } : help), 6: dictionary.replace(found, () => by) } })),
  ]);
}

/** SWA: the second range moves, and what the attacker adds stands in the gap. */
export function wrappings(good: string, { trust }: Identity): Attack[] {
  const { token, numbers: [before, after, rest] } = rangeOf(good);
  const forged = `4 0 obj\n${stream('BT /F1 9 Tf (Pay 999) Tj ET')}\nendobj\n`;
  const room = 1000;
  const gap = (fill: string): string => good.slice(0, after) + fill.padEnd(room) + good.slice(after);
  const withRange = (text: string, range: string): string => inRoom(text, token, `/ByteRange [${range}]`);
  const withTable = (text: string): string => update(text, { elsewhere: { 4: text.indexOf(forged) }, prev: String(startOf(good)) });
  const moved = withRange(gap(forged), `0 ${before} ${after! + room} ${rest}`);
  return [
    attack('SWA', 'a wider gap with an object in it', 'byte-range', moved, { trust }),
    attack('SWA', 'a wider gap, its object named by a new table', 'byte-range', withTable(moved), { trust }),
    attack('SWA', 'a whole table in the gap, where the signed end looks for it', 'byte-range', tableInGap(good, forged, (text, wider) => withRange(text, `0 ${before} ${after! + wider} ${rest}`), after!), { trust }),
    attack('SWA', 'a second /ByteRange inside the gap', 'file', gap(`/ByteRange [0 ${before} ${after! + room} ${rest}] `), { trust }),
    attack('SWA', 'a second /Contents inside the gap', 'file', gap(`/Contents <${'0'.repeat(100)}> `), { trust }),
    attack('SWA', 'the end copied behind itself, the gap between', 'byte-range', withRange(good + forged + good.slice(after), `0 ${before} ${good.length + forged.length} ${rest}`), { trust }),
    attack('SWA', 'the gap begins before /Contents', 'byte-range', withRange(good, `0 ${before! - 9} ${after} ${rest}`)),
    attack('SWA', 'the gap ends behind /Contents', 'byte-range', withRange(good, `0 ${before} ${after! + 9} ${rest! - 9}`)),
    attack('SWA', 'the gap leaves the brackets covered', 'byte-range', withRange(good, `0 ${before! + 1} ${after! - 1} ${rest! + 1}`)),
    attack('SWA', 'the second range ends early', 'byte-range', withRange(good, `0 ${before} ${after} ${rest! - 7}`)),
    attack('SWA', 'the first range begins late', 'byte-range', withRange(good, `1 ${before! - 1} ${after} ${rest}`)),
    attack('SWA', 'the second range is empty', 'byte-range', withRange(good, `0 ${before} ${after} 0`)),
  ];
}

/** The attacker's table stands exactly where the signed `startxref` points, and lists everything where it now is. */
function tableInGap(good: string, forged: string, withRange: (text: string, wider: number) => string, after: number): string {
  const start = startOf(good);
  const nums = [...good.matchAll(/\n(\d+) 0 obj\n/g)].map((found) => ({ num: Number(found[1]), offset: found.index + 1 }));
  const fill = forged.padEnd(start - after);
  const table = (wider: number): string => `xref\n${nums.map(({ num, offset }) => `${num} 1\n${String(num === 4 ? after : offset < after ? offset : offset + wider).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size 100 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  const wider = fill.length + table(0).length;
  return withRange(good.slice(0, after) + fill + table(wider) + good.slice(after), wider);
}

/** ISA: something is appended, as little of an update as a viewer accepts. */
export function incrementalSavings(good: string): Attack[] {
  const evil = stream('BT /F1 9 Tf (Pay 999) Tj ET');
  const whole = update(good, { objects: { 4: evil } });
  const dictionary = /6 0 obj\n([\s\S]*?)\nendobj/.exec(good)![1]!;
  const { token, numbers: [before, after] } = rangeOf(good);
  const copied = update(good, { objects: { 4: evil, 6: dictionary } });
  const end = good.slice(good.lastIndexOf('startxref'));
  return [
    attack('ISA', 'page content replaced by a whole update', 'modifications', whole),
    attack('ISA', 'objects only, no table', 'file', `${good}4 0 obj\n${evil}\nendobj\n`),
    attack('ISA', 'objects, then the old end again', 'file', `${good}4 0 obj\n${evil}\nendobj\n${end}`),
    attack('ISA', 'a table without a trailer', 'file', whole.replace(/trailer\n<<[^>]*>>\n(?=startxref\n\d+\n%%EOF\n$)/, '')),
    attack('ISA', 'an update without an end', 'file', whole.slice(0, whole.lastIndexOf('startxref'))),
    attack('ISA', 'an update with a copy of the signature', 'byte-range', copied),
    attack('ISA', 'a copy of the signature whose range reaches the new end', 'byte-range', update(good, { objects: { 4: evil, 6: dictionary.replace(token, `/ByteRange [0 ${before} ${after} ${copied.length - after!}]`.padEnd(token.length)) } })),
    attack('ISA', 'two updates, the second without a change', 'modifications', update(whole, { objects: {} })),
    attack('ISA', 'two updates, the second restores the content', 'modifications', update(whole, { objects: { 4: stream('BT /F1 9 Tf (Pay 100) Tj ET /X1 Do') } })),
    attack('ISA', 'an update that leaves the signed revision out of its chain', 'byte-range', update(good, { objects: { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: page(), 4: evil, 5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (One) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 6 0 R >>' }, elsewhere: { 6: good.indexOf('6 0 obj') } }).replace(/\/Prev \d+ (?=>>\nstartxref\n\d+\n%%EOF\n$)/, '')),
    attack('ISA', 'a line feed behind the end', 'completeness', `${good}\n`, { must: 'open' }),
    attack('ISA', 'spaces behind the end', 'completeness', `${good}     `, { must: 'open' }),
    attack('ISA', 'a comment behind the end', 'file', `${good}% more\n`),
    attack('ISA', 'the end of the file twice', 'file', good + end),
    attack('ISA', 'the last revision cut off', 'byte-range', good.slice(0, good.lastIndexOf('xref\n')).replace(/6 0 obj[\s\S]*$/, '') + good.slice(good.lastIndexOf('xref\n'))),
  ];
}
