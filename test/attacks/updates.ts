/** What an update may point elsewhere: objects, the catalog, fonts, files, the form; through every kind of cross-reference. */
import { attack, type Attack } from './attack.ts';
import { catalog, content, page, stream } from './good-files.ts';
import { hybridUpdate, placeOf, startOf, streamUpdate, update, type Change } from './update.ts';

const evil = stream('BT /F1 9 Tf (Pay 999) Tj ET');
const formObject = (data: string): string => stream(data, '/Type /XObject /Subtype /Form /BBox [0 0 90 20] ');
const perms = '/Perms << /DocMDP 6 0 R >> ';

/** An object that the signed pages use is replaced by a later one. */
export function overrides(good: string): Attack[] {
  const by = (family: string, name: string, change: Change): Attack => attack(family, name, 'modifications', update(good, change));
  const text = content[7]!;
  return [
    by('object override', 'page content', { objects: { 4: evil } }),
    by('object override', 'page content behind a new reference', { objects: { 3: page().replace('4 0 R', '40 0 R'), 40: evil } }),
    by('object override', 'page content as an array with more in it', { objects: { 3: page().replace('/Contents 4 0 R', '/Contents [4 0 R 40 0 R]'), 40: evil } }),
    by('object override', 'page box', { objects: { 3: page('/CropBox [0 0 9 9] ') } }),
    by('object override', 'page turned round', { objects: { 3: page('/Rotate 180 ') } }),
    by('object override', 'a page more', { objects: { 2: '<< /Type /Pages /Kids [3 0 R 40 0 R] /Count 2 >>', 40: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>' } }),
    by('object override', 'a page less', { objects: { 2: '<< /Type /Pages /Kids [] /Count 0 >>' } }),
    by('object override', 'another page in its place', { objects: { 2: '<< /Type /Pages /Kids [40 0 R] /Count 1 >>', 40: page() } }),
    by('object override', 'something inherited by the page', { objects: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 >>' } }),
    by('object override', 'another catalog', { objects: { 40: catalog(perms) }, root: '40 0 R' }),
    by('object override', 'the catalog’s page tree', { objects: { 1: catalog(perms).replace('/Pages 2', '/Pages 40'), 40: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 >>', 3: page().replace('/Parent 2', '/Parent 40') } }),
    by('object override', 'font', { objects: { 8: content[8]!.replace('Helvetica', 'Symbol') } }),
    by('object override', 'the font’s encoding', { objects: { 8: content[8]!.replace('/WinAnsiEncoding', '<< /Differences [49 /nine] >>') } }),
    by('object override', 'form XObject', { objects: { 9: formObject('0 0 190 190 re f') } }),
    by('object override', 'a link’s address', { objects: { 13: content[13]!.replace('example.org', 'example.net') } }),
    by('object override', 'a link that starts a program', { objects: { 13: content[13]!.replace('/S /URI /URI (https://example.org/)', '/S /Launch /F (a.exe)') } }),
    by('object override', 'an action on opening', { objects: { 1: catalog(`${perms}/OpenAction << /S /JavaScript /JS (x) >> `) } }),
    by('object override', 'additional actions of the catalog', { objects: { 1: catalog(`${perms}/AA << /WC << /S /JavaScript /JS (x) >> >> `) } }),
    by('object override', 'additional actions of the page', { objects: { 3: page('/AA << /O << /S /JavaScript /JS (x) >> >> ') } }),
    by('object override', 'hidden layers', { objects: { 1: catalog(`${perms}/OCProperties << /OCGs [] /D << >> >> `) } }),
    by('object override', 'form scripts (XFA)', { objects: { 1: catalog(perms).replace('/SigFlags 3', '/SigFlags 3 /XFA (x)') } }),
    by('object override', 'the form replaced by an object of its own', { objects: { 1: catalog(perms).replace(/\/AcroForm << .*?>>/, '/AcroForm 40 0 R'), 40: '<< /Fields [41 0 R] /SigFlags 3 /DA (/F1 9 Tf) >>', 41: '<< /FT /Sig /T (One) /V 6 0 R >>' } }),
    by('object override', 'the form’s default appearance', { objects: { 1: catalog(perms).replace('/F1 9 Tf', '/F1 0 Tf') } }),
    by('object override', 'the form asks viewers to draw again', { objects: { 1: catalog(perms).replace('/SigFlags 3', '/SigFlags 3 /NeedAppearances true') } }),
    by('object override', '/Perms removed', { objects: { 1: catalog('') } }),
    by('object override', '/Perms names another signature', { objects: { 1: catalog('/Perms << /DocMDP 40 0 R >> '), 40: '<< /Type /Sig >>' } }),
    by('attachment swap', 'the stream', { objects: { 11: stream('another one', '/Type /EmbeddedFile ') } }),
    by('attachment swap', 'the file specification', { objects: { 12: content[12]!.replaceAll('11 0 R', '40 0 R'), 40: stream('another one', '/Type /EmbeddedFile ') } }),
    by('attachment swap', 'the name tree', { objects: { 1: catalog(perms).replace('12 0 R', '40 0 R'), 40: content[12]!.replaceAll('11 0 R', '41 0 R'), 41: stream('another one', '/Type /EmbeddedFile ') } }),
    by('attachment swap', 'a file more', { objects: { 1: catalog(perms).replace('[(a.txt) 12 0 R]', '[(a.txt) 12 0 R (b.txt) 12 0 R]') } }),
    { ...by('appearance swap', 'the appearance’s stream', { objects: { 10: formObject('BT (999) Tj ET') } }), must: 'open' },
    by('appearance swap', 'the signature field’s appearance', { objects: { 5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (One) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 6 0 R /AP << /N 40 0 R >> >>', 40: formObject('0 0 90 20 re f') } }),
    { ...by('appearance swap', 'a field’s appearance without its value', { objects: { 7: text.replace('10 0 R', '40 0 R'), 40: formObject('BT (999) Tj ET') } }), must: 'open' },
    { ...by('appearance swap', 'a field’s value without its appearance', { objects: { 7: text.replace('/V (100)', '/V (999)') } }), must: 'open' },
    by('appearance swap', 'a field that moved', { objects: { 7: text.replace('[10 10 90 30]', '[90 90 190 130]') } }),
    by('appearance swap', 'a field that is hidden', { objects: { 7: text.replace('/F 4', '/F 2') } }),
    by('appearance swap', 'the waiting field moved over the page', { objects: { 14: content[14]!.replace('[100 10 190 40]', '[0 0 200 200]') } }),
    { ...by('appearance swap', 'the waiting field drawn without a signature', { objects: { 14: content[14]!.replace('>>', '/AP << /N 40 0 R >> >>'), 40: formObject('0 0 90 20 re f') } }), must: 'open' },
    attack('object override', 'the signature field removed', 'integrity', update(good, { objects: { 1: catalog(perms, '7 0 R 14 0 R') } })),
    by('object override', 'the signature field renamed', { objects: { 5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Two) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 6 0 R >>' } }),
    attack('object override', 'the signature field emptied', 'integrity', update(good, { objects: { 5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (One) /F 132 /Rect [0 0 0 0] /P 3 0 R >>' } })),
  ];
}

/** The same through other kinds of cross-reference, and what they can say that tables can't. */
export function references(good: string): Attack[] {
  const by = (name: string, file: string, step: Attack['step'] = 'modifications', must: Attack['must'] = 'fail'): Attack => attack('cross-references', name, step, file, { must });
  const start = startOf(good), forged = `<< /Length 0 >> `;
  const signature = /6 0 obj\n([\s\S]*?)\nendobj/.exec(good)![1]!;
  const evilFirst = good.indexOf('4 0 obj');
  return [
    by('an object freed', update(good, { free: [4] })),
    by('a font freed', update(good, { free: [8] })),
    by('an object of a later generation', update(good, { objects: { 4: evil }, gen: 1 })),
    by('an object that points at another one', update(good, { elsewhere: { 4: placeOf(good, 9) } }), 'file'),
    by('an object that points into a stream', update(good, { elsewhere: { 4: good.indexOf('BT /F1') } }), 'file'),
    by('an object that points beyond the file', update(good, { elsewhere: { 4: good.length + 5000 } }), 'file'),
    by('an object that points at the table', update(good, { elsewhere: { 4: start } }), 'file'),
    by('a number listed twice', update(good, { objects: { 4: evil }, elsewhere: { 4: evilFirst } }), 'file'),
    by('a stream of references, page content replaced', streamUpdate(good, { objects: { 4: evil } })),
    by('a stream of references, the catalog packed', streamUpdate(good, { packed: { 1: catalog('') } })),
    by('a stream of references, the page packed', streamUpdate(good, { packed: { 3: page('/Rotate 90 ') } })),
    by('a stream of references, an object freed', streamUpdate(good, { free: [4] })),
    by('the signature moved into an object stream', streamUpdate(good, { packed: { 6: signature } }), 'byte-range'),
    by('a packed object that the stream doesn’t hold', streamUpdate(good, { packed: { 40: forged } }).replace('40 0 << /Length', '41 0 << /Length'), 'file'),
    by('an object stream that extends another', streamUpdate(good, { packed: { 1: catalog('') }, extra: '/Extends 150 0 R ' })),
    by('an object stream that counts too many', streamUpdate(good, { packed: { 1: catalog('') } }).replace('/N 1 ', '/N 9 '), 'file'),
    by('a hybrid that shows two contents', hybridUpdate(good, { 4: content[4]! }, { 4: evil }), 'file'),
    by('a hybrid that shows the other content to new viewers only', hybridUpdate(good, { 40: 'null' }, { 4: evil })),
    by('/Prev that names itself', update(good, { prev: String(good.length) }), 'file'),
    by('/Prev that leads in a circle', circle(good), 'file'),
    by('/Prev that points forward', update(good, { prev: String(good.length + 200) }), 'file'),
    by('/Prev beyond the file', update(good, { prev: '99999999999' }), 'file'),
    by('/Prev negative', update(good, { prev: '-1' }), 'file'),
    by('/Prev is a reference', update(good, { objects: { 40: String(start) }, prev: '40 0 R' }), 'file'),
    by('/Prev twice, one of them escaped', update(good, { trailer: `/Pre#76 ${start} ` }), 'file'),
    by('/Root twice, one of them escaped', update(good, { objects: { 40: catalog('') }, trailer: '/R#6fot 40 0 R ' }), 'file'),
    by('encryption added later', update(good, { trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P 0 >> ' }), 'file', 'open'),
    by('encryption added in a stream of references', streamUpdate(good, { trailer: '/Encrypt << /Filter /Standard >> ' }), 'file', 'open'),
    by('a stream whose data is in another file', update(good, { objects: { 4: '<< /F (evil.bin) /Length 0 >>\nstream\n\nendstream' } }), 'file'),
    by('a stream whose length is another object', update(good, { objects: { 4: '<< /Length 40 0 R >>\nstream\nBT (Pay 9) Tj\nendstream', 40: '13' } })),
    by('a table entry of 19 bytes', update(good, { objects: { 4: evil } }).replace(/ 00000 n \n(?=trailer\n<< \/Size 200)/, ' 00000 n\n'), 'file'),
    by('a duplicated key by an escape (/Cont#65nts)', update(good, { objects: { 3: page('/Cont#65nts 9 0 R ') } }), 'file'),
    by('a duplicated key in the catalog', update(good, { objects: { 1: catalog('/Pages 40 0 R ') } }), 'file'),
    by('the header moved', `%!PS-Adobe\n${good}`, 'file'),
    by('a polyglot: another format before the header', `GIF89a${good}`, 'file'),
    by('a polyglot: a page of HTML behind the end', `${good}<html>`, 'file'),
    by('a second header', update(`${good}%PDF-2.0\n`, { objects: { 4: evil }, prev: String(start) })),
  ];
}

/** Two updates that name each other as the one before. */
function circle(good: string): string {
  const open = '0'.repeat(10);
  const both = update(update(good, { prev: open }), {});
  return both.replace(`/Prev ${open}`, `/Prev ${String(startOf(both)).padStart(10, '0')}`);
}
