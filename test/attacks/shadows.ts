/** Shadow attacks: the document is prepared before it is signed (Mainka et al., "Shadow Attacks", NDSS 2021). */
import { attack, type Attack } from './attack.ts';
import { catalog, content, goodFile, page, stream } from './good-files.ts';
import type { Signer } from './cms.ts';
import { update } from './update.ts';

const form = (data: string): string => stream(data, '/Type /XObject /Subtype /Form /BBox [0 0 200 200] ');
const image = stream('\xff', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ');
const perms = '/Perms << /DocMDP 6 0 R >> ';
const harmful = 'BT /F1 9 Tf (Pay 999) Tj ET';

/** Each prepares a file, has it signed, and then changes what it shows. */
export function shadows(signer: Signer): Attack[] {
  const hidden = goodFile(signer, '', { 4: stream(`${harmful} 200 0 0 200 0 0 cm /X1 Do`), 9: image });
  const overlay = '<< /Type /Annot /Subtype /Stamp /Rect [0 0 200 200] /AP << /N 31 0 R >> >>';
  const covered = goodFile(signer, '', { 3: page('', '5 0 R 7 0 R 13 0 R 14 0 R 30 0 R'), 30: overlay, 31: form('1 g 0 0 200 200 re f') });
  const twoContents = goodFile(signer, '', { 33: stream(harmful) });
  const twoCatalogs = goodFile(signer, '', { 30: catalog(perms).replace('/Pages 2', '/Pages 31'), 31: '<< /Type /Pages /Kids [32 0 R] /Count 1 >>', 32: page().replace('/Contents 4', '/Contents 33').replace('/Parent 2', '/Parent 31'), 33: stream(harmful) });
  // A second `4 0 obj` stands inside a stream that nothing shows; the update names its place.
  const secondCopy = goodFile(signer, '', { 30: stream(`\n4 0 obj\n${stream(harmful)}\nendobj\n`) });
  const innerCopy = secondCopy.lastIndexOf('\n4 0 obj\n') + 1;
  const field = content[7]!;
  const layered = goodFile(signer, '', { 1: catalog(`${perms}/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >> `), 30: '<< /Type /OCG /Name (Layer) >>', 9: stream('0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 90 20] /OC 30 0 R ') });
  const sharedName = goodFile(signer, '', { 9: form('0 0 10 10 re f'), 7: field.replace('10 0 R', '9 0 R') });
  const sharedField = goodFile(signer, '', { 1: catalog(perms, '5 0 R 7 0 R 14 0 R 9 0 R') });
  return [
    attack('shadow: hide', 'the image that covers the text is replaced', 'modifications', update(hidden, { objects: { 9: form('') } })),
    attack('shadow: hide', 'the image that covers the text is freed', 'modifications', update(hidden, { free: [9] })),
    attack('shadow: hide', 'the image’s size is changed', 'modifications', update(hidden, { objects: { 9: image.replace('/Width 1', '/Width 9') } })),
    attack('shadow: hide', 'the resource’s name is given to another', 'modifications', update(hidden, { objects: { 3: page().replace('/X1 9', '/X1 10') } })),
    attack('shadow: hide', 'the annotation that covers the text is taken away', 'modifications', update(covered, { objects: { 3: page() } })),
    attack('shadow: hide', 'the annotation that covers the text gets a flag', 'modifications', update(covered, { objects: { 30: overlay.replace('/Rect', '/F 2 /Rect') } })),
    attack('shadow: hide', 'the annotation’s appearance is emptied', 'modifications', update(covered, { objects: { 31: form('') } })),
    attack('shadow: hide', 'a layer is switched on', 'modifications', update(layered, { objects: { 1: catalog(`${perms}/OCProperties << /OCGs [30 0 R] /D << /ON [30 0 R] >> >> `) } })),
    attack('shadow: replace', 'the value over the appearance of a form field', 'modifications', update(covered, { objects: { 7: field.replace('/V (100)', '/V (999)').replace(' /AP << /N 10 0 R >>', '') } }), { must: 'open' }),
    attack('shadow: replace', 'a font with other glyphs', 'modifications', update(covered, { objects: { 8: content[8]!.replace('/Type1', '/Type3') } })),
    attack('shadow: replace', 'an appearance that the page draws too', 'modifications', update(sharedName, { objects: { 9: form('0 0 190 190 re f') } })),
    attack('shadow: replace', 'a drawing that is listed as a field', 'modifications', update(sharedField, { objects: { 9: form('0 0 190 190 re f') } })),
    attack('shadow: replace', 'the calculation order and default of the form', 'modifications', update(covered, { objects: { 1: catalog(perms).replace('/SigFlags 3', '/SigFlags 3 /CO [7 0 R]') } })),
    attack('shadow: hide and replace', 'another content stream of the signed file', 'modifications', update(twoContents, { objects: { 3: page().replace('/Contents 4', '/Contents 33') } })),
    attack('shadow: hide and replace', 'the table names another object’s place', 'file', update(twoContents, { elsewhere: { 4: twoContents.indexOf('33 0 obj') } })),
    attack('shadow: hide and replace', 'the table names a copy inside a stream', 'modifications', update(secondCopy, { elsewhere: { 4: innerCopy } })),
    attack('shadow: hide and replace', 'the trailer names the other catalog', 'modifications', update(twoCatalogs, { root: '30 0 R' })),
    attack('shadow: hide and replace', 'the catalog names the other page tree', 'modifications', update(twoCatalogs, { objects: { 1: catalog(perms).replace('/Pages 2', '/Pages 31') } })),
    attack('shadow: hide and replace', 'the page tree names the other page', 'modifications', update(twoCatalogs, { objects: { 2: '<< /Type /Pages /Kids [32 0 R] /Count 1 >>' } })),
  ];
}
