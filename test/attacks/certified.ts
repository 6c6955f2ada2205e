/** Attacks on certified files: evil annotations (EAA) and sneaky signatures (SSA) (Rohlmann et al., "Breaking the Specification", S&P 2021), and what locks forbid. */
import { emptySignature, fillSignature } from '../builders/signed-pdf.ts';
import { attack, type Attack } from './attack.ts';
import { catalog, certifies, content, goodFile, identityOf, locksAll, page, sign, stream } from './good-files.ts';
import { ecKey } from './certificate.ts';
import { tokenOver, type Signer } from './cms.ts';
import { update } from './update.ts';

const attacker = identityOf(ecKey(), ecKey());
const appearance = stream('1 g 0 0 200 200 re f', '/Type /XObject /Subtype /Form /BBox [0 0 200 200] ');
const widget = (more: string): string => `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Two) /P 3 0 R ${more}>>`;
const perms = '/Perms << /DocMDP 6 0 R >> ';
const joined = { 1: catalog(perms, '5 0 R 7 0 R 14 0 R 40 0 R'), 3: page('', '5 0 R 7 0 R 13 0 R 14 0 R 40 0 R') };
const annotations = {
  FreeText: '/Contents (Approved) /DA (/F1 9 Tf)', Stamp: '/Name /Approved', Redact: '/QuadPoints [0 0 9 0 0 9 9 9]', Highlight: '/QuadPoints [0 0 9 0 0 9 9 9]', Text: '/Contents (See below)', Square: '/IC [1 1 1]',
  FileAttachment: '/FS 12 0 R', Screen: '/A << /S /Rendition >>', Popup: '/Parent 13 0 R', Widget: '/FT /Tx /T (More) /V (999)',
};

/** EAA: an annotation over what was certified, at each level. */
export function evilAnnotations(signer: Signer): Attack[] {
  return [1, 2, 3].flatMap((level) => {
    const good = goodFile(signer, certifies(level));
    return Object.entries(annotations).map(([subtype, more]) => attack('EAA', `${subtype} over the page, level ${level}`, 'modifications', update(good, { objects: { 3: joined[3], 40: `<< /Type /Annot /Subtype /${subtype} /Rect [0 0 200 200] /F 4 ${more} /AP << /N 41 0 R >> >>`, 41: appearance } })));
  });
}

/** A further signature in field 40, really signed by the attacker. */
const signedUpdate = (good: string, field: string, objects: Readonly<Record<number, string>> = {}): string =>
  sign(update(good, { objects: { ...joined, 40: field, 41: emptySignature('', 'ETSI.CAdES.detached'), 42: appearance, ...objects } }), attacker);
const stampedUpdate = (good: string, objects: Readonly<Record<number, string>>): Uint8Array =>
  fillSignature(update(good, { objects: { ...objects, 41: emptySignature('', 'ETSI.RFC3161'), 42: appearance } }), (covered) => tokenOver(covered, attacker));

/** SSA: a signature field whose look lies over the page, and other things that ride on a further signature. */
export function sneakySignatures(signer: Signer): Attack[] {
  const plain = goodFile(signer);
  const shown = '/F 132 /Rect [0 0 200 200] /AP << /N 42 0 R >> /V 41 0 R ';
  const unseen = '/F 132 /Rect [0 0 0 0] /V 41 0 R ';
  const waiting = content[14]!.replace('>>', '/V 41 0 R /AP << /N 42 0 R >> >>');
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  const certified = [1, 2, 3].flatMap((level) => {
    const good = goodFile(signer, certifies(level));
    return [
      attack('SSA', `a visible field over the page, level ${level}`, 'modifications', signedUpdate(good, widget(shown))),
      attack('SSA', `a field that is only printed, level ${level}`, 'modifications', signedUpdate(good, widget(shown.replace('/F 132', '/F 36')))),
      attack('SSA', `an unseen field with a script, level ${level}`, 'modifications', signedUpdate(good, widget(`${unseen}/AA << /PO ${script} >> `))),
      attack('SSA', `an unseen field whose child shows, level ${level}`, 'modifications', signedUpdate(good, widget(`${unseen}/Kids [43 0 R] `), { 43: `<< /Type /Annot /Subtype /Widget /Parent 40 0 R /F 4 /Rect [0 0 200 200] /P 3 0 R /AP << /N 42 0 R >> >>`, 3: page('', '5 0 R 7 0 R 13 0 R 14 0 R 43 0 R') })),
      attack('SSA', `a visible timestamp over the page, level ${level}`, 'modifications', stampedUpdate(good, { ...joined, 40: widget(shown) })),
    ];
  });
  const level1 = goodFile(signer, certifies(1)), level2 = goodFile(signer, certifies(2)), locked = goodFile(signer, locksAll);
  return [
    ...certified,
    attack('SSA', 'a visible field over a page that was signed only', 'modifications', signedUpdate(plain, widget(shown)), { must: 'open' }),
    attack('SSA', 'a field that is only printed, on a page that was signed only', 'modifications', signedUpdate(plain, widget(shown.replace('/F 132', '/F 36'))), { must: 'open' }),
    attack('SSA', 'an unseen field with a script', 'modifications', signedUpdate(plain, widget(`${unseen}/AA << /PO ${script} >> `))),
    attack('SSA', 'an unseen field with an action', 'modifications', signedUpdate(plain, widget(`${unseen}/A ${script} `))),
    attack('SSA', 'a timestamp that draws in the waiting field', 'modifications', stampedUpdate(plain, { 14: waiting }), { must: 'open' }),
    attack('SSA', 'a timestamp that draws in the waiting field, level 1', 'modifications', stampedUpdate(level1, { 14: waiting })),
    attack('SSA', 'a further signature in the waiting field, level 1', 'modifications', sign(update(level1, { objects: { 14: waiting, 41: emptySignature('', 'ETSI.CAdES.detached'), 42: appearance } }), attacker)),
    attack('SSA', 'a further signature, and page content with it', 'modifications', sign(update(plain, { objects: { 14: waiting, 4: stream('BT (999) Tj ET'), 41: emptySignature('', 'ETSI.CAdES.detached'), 42: appearance } }), attacker)),
    attack('SSA', 'a further signature whose look is a drawing of the page', 'modifications', overriddenLook(signer, 9)),
    attack('SSA', 'a further signature that certifies anew', 'modifications', sign(update(level2, { objects: { ...joined, 1: catalog('/Perms << /DocMDP 41 0 R >> ', '5 0 R 7 0 R 14 0 R 40 0 R'), 40: widget(unseen), 41: emptySignature(certifies(3), 'ETSI.CAdES.detached') } }), attacker)),
    attack('signature cloning', 'a new field names the signature that is there', 'byte-range', update(plain, { objects: { ...joined, 40: widget('/F 132 /Rect [0 0 0 0] /V 6 0 R ') } })),
    attack('signature cloning', 'the waiting field names the signature that is there', 'byte-range', update(plain, { objects: { 14: content[14]!.replace('>>', '/V 6 0 R >>') } })),
    attack('locks', 'a field is filled in, level 1', 'modifications', update(level1, { objects: { 7: content[7]!.replace('(100)', '(999)') } })),
    attack('locks', 'a locked field is filled in', 'modifications', update(locked, { objects: { 7: content[7]!.replace('(100)', '(999)') } })),
    attack('locks', 'a field is added to a locked form', 'modifications', signedUpdate(locked, widget(unseen))),
    attack('locks', 'the certification is taken out of the signature', 'byte-range', update(level1, { objects: { 6: /6 0 obj\n([\s\S]*?)\nendobj/.exec(level1)![1]!.replace(certifies(1), '') } })),
    attack('locks', 'a level that does not exist counts as the strictest', 'modifications', update(goodFile(signer, certifies(0)), { objects: { 7: content[7]!.replace('(100)', '(999)') } })),
    attack('flooding', 'more fields than are looked at, the true one last', 'integrity', flooded(plain), { must: 'open' }),
  ];
}

/** So many false signatures before the true one that a reader with a limit never comes to it. */
function flooded(good: string): string {
  const nums = Array.from({ length: 60 }, (_, i) => 50 + i);
  const false1 = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>';
  return update(good, { objects: { 1: catalog(perms, `${nums.map((num) => `${num} 0 R`).join(' ')} 5 0 R 7 0 R 14 0 R`), 120: false1, ...Object.fromEntries(nums.map((num) => [num, `<< /FT /Sig /T (N${num}) /V 120 0 R >>`])) } });
}

/**
 * A further signature in the waiting field, which replaces the object of the field's old look. With an object of its own that is what signing
 * does; with one that the page draws too it changes the page.
 */
export function overriddenLook(signer: Signer, look: number): string {
  const waits = content[14]!.replace('>>', `/AP << /N ${look} 0 R >> >>`);
  const good = goodFile(signer, '', { 14: waits, ...(look === 9 ? {} : { [look]: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 90 30] ') }) });
  return sign(update(good, { objects: { 14: waits.replace('/AP', '/V 41 0 R /AP'), [look]: appearance, 41: emptySignature('', 'ETSI.CAdES.detached') } }), attacker);
}
