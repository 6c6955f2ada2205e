/** A packet that three members have countersigned: five revisions to attack, and what only such a packet can be attacked with. */
import { countersigned, countersignedBy, issuedForCountersigning } from '../builders/countersigned-packet.ts';
import { sealPacket, type SealedPacket } from '../builders/sealed-packet.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { valueOf } from '../builders/test-vault.ts';
import { attack, textOf, type Attack } from './attack.ts';
import { update } from './update.ts';

export interface CountersignedPacket extends SealedPacket {
  /** The file as issued, then after each countersignature; `bytes` is the last one. */
  readonly states: readonly Uint8Array[];
}

export async function countersignedPacket(): Promise<CountersignedPacket> {
  const packet = await issuedForCountersigning();
  const states = await countersignedBy(packet, [1, 0, 2]);
  return { ...packet, bytes: states.at(-1)!, states };
}

interface Found { readonly num: number; readonly body: string }
/** The last object that the text has of that shape. */
function lastObject(text: string, shape: RegExp): Found {
  const found = [...text.matchAll(/^(\d+) 0 obj\n([^]*?)\nendobj$/gm)].filter(([, , body]) => shape.test(body!)).at(-1)!;
  return { num: Number(found[1]), body: found[2]! };
}
const objectNumbered = (text: string, num: number): Found => ({ num, body: [...text.matchAll(new RegExp(`^${num} 0 obj\\n([^]*?)\\nendobj$`, 'gm'))].at(-1)![1]! });

/** Edits of the file and updates after it, by somebody without a key. */
export function countersignEdits({ bytes, states, trust }: CountersignedPacket): Attack[] {
  const text = textOf(bytes);
  const [issued, one, two] = states.map(textOf) as [string, string, string, string];
  const root = /\/Root (\d+ 0 R)/.exec(text)![1]!, info = /\/Info (\d+ 0 R)/.exec(text)![1]!;
  const edit = (family: string, name: string, step: Attack['step'], changed: string, must: Attack['must'] = 'fail'): Attack => attack(family, name, step, changed, { trust, must });
  const later = (family: string, name: string, objects: Readonly<Record<number, string>>, step: Attack['step'] = 'grammar', base = text): Attack =>
    edit(family, name, step, update(base, { root, trailer: `/Info ${info} `, objects }).replace('/Size 200', '/Size 9999'));
  const field = lastObject(text, /\/T \(Countersignature 1\)/), other = lastObject(text, /\/T \(Countersignature 2\)/), form = lastObject(text, /\/SigFlags 3/);
  const look = Number(/\/N (\d+) 0 R/.exec(field.body)![1]), value = Number(/\/V (\d+) 0 R/.exec(field.body)![1]);
  const drawn = objectNumbered(text, look);
  const [revisionA, revisionB] = [one.slice(issued.length), two.slice(one.length)];
  const shown = / <([0-9a-f]+)> Tj ET\n$/.exec(drawn.body.replace(/\nendstream$/, ''))?.[1] ?? '';
  return [
    later('appearance swap', 'another look of a filled field', { [field.num]: field.body.replace(/\/N \d+ 0 R/, '/N 9001 0 R'), 9001: '<<\n/Type /XObject\n/Subtype /Form\n/BBox [0 0 9 9]\n/Length 3\n>>\nstream\nq Q\nendstream' }, 'modifications'),
    later('appearance swap', 'the look’s own object written again', { [look]: drawn.body.replace(shown, shown.split('').reverse().join('')) }, 'modifications'),
    edit('appearance swap', 'another time in the bytes', 'integrity', text.replace(shown, `${shown.slice(4)}${shown.slice(0, 4)}`)),
    edit('claimed time', '/M one day later', 'integrity', text.replace(/(\/M \(D:202611)19(103000Z\))/, '$120$2')),
    later('field added', 'a fourth field', { [form.num]: form.body.replace(/\/Fields \[/, '/Fields [9001 0 R '), 9001: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Countersignature 4) /F 132 /Rect [0 0 0 0] >>' }),
    later('field added', 'a text field', { [form.num]: form.body.replace(/\/Fields \[/, '/Fields [9001 0 R '), 9001: '<< /FT /Tx /T (Note) /V (approved) >>' }, 'modifications'),
    later('field removed', 'one of the filled', { [form.num]: form.body.replace(new RegExp(` ${field.num} 0 R`), '') }, 'modifications'),
    later('signature cloning', 'two fields name one signature', { [other.num]: other.body.replace(/\/V \d+ 0 R/, `/V ${value} 0 R`) }, 'modifications'),
    later('signature removed', 'a filled field emptied', { [field.num]: field.body.replace(/\/V \d+ 0 R\n/, '') }, 'modifications'),
    later('signature removed', 'the value overridden by nothing', { [value]: 'null' }, 'modifications'),
    later('signature value', 'filled again with other bytes', { [value]: objectNumbered(text, value).body.replace(/\/Contents <30/, '/Contents <31') }, 'byte-range'),
    edit('reordered', 'the second revision before the first', 'file', `${issued}${revisionB}${revisionA}`), edit('reordered', 'the first revision twice', 'file', `${one}${revisionA}`),
    edit('revision left out', 'the first of two', 'file', `${issued}${revisionB}`), edit('revision left out', 'the middle of three', 'file', `${one}${text.slice(two.length)}`),
    ...states.slice(0, -1).map((state, signed) => edit('truncated', `after ${signed} of 3 countersignatures`, 'countersignatures', textOf(state), 'open')),
    edit('truncated', 'in the middle of the last one', 'file', text.slice(0, two.length + 20_000)),
    edit('ISA', 'a line feed between two revisions', 'file', `${one}\n${text.slice(one.length)}`), edit('ISA', 'a line feed at the end', 'grammar', `${text}\n`),
    later('archive too early', 'a DSS before the last countersignature', { [Number(/^\d+/.exec(root)![0])]: lastObject(two, /\/Type \/Catalog/).body.replace(/>>$/, '/DSS 9001 0 R\n>>'), 9001: '<< /Type /DSS >>' }, 'grammar', two),
    edit('gap injection', 'upper case in a countersignature', 'grammar', text.slice(0, one.length - 200).concat(text.slice(one.length - 200)).replace(/(\/Contents <30[0-9a-f]+)(?=0{64})/g, (all: string, hex: string, at: number) => (at > issued.length && at < one.length ? `/Contents <${hex.slice(11).toUpperCase()}` : all))),
    edit('gap injection', 'a byte in the padding of the last one', 'integrity', text.replace(/0>\n(?=\/M \(D:20261119123000Z\))/, '1>\n')),
  ];
}

/** Members who sign where or with what they may not, and secretaries who leave somebody out. */
export async function countersignSlips(packet: CountersignedPacket): Promise<Attack[]> {
  const { world, trust, states } = packet;
  const [issued] = states as [Uint8Array];
  const certificate = (place: number): Uint8Array => valueOf(fromBase64(world.members[place]!.member.certificate, ''));
  const stranger = await issuedForCountersigning();
  const after = async (family: string, name: string, step: Attack['step'], slip: Parameters<typeof countersigned>[3]): Promise<Attack> => attack(family, name, step, await countersigned(packet, issued, 0, slip), { trust });
  const whole = async (family: string, name: string, step: Attack['step'], slip: Parameters<typeof countersigned>[3]): Promise<Attack> => {
    let bytes = await countersigned(packet, issued, 0, slip);
    for (const place of [1, 2]) bytes = await countersigned(packet, bytes, place);
    return attack(family, name, step, bytes, { trust });
  };
  const sealedAs = async (name: string, change: (basis: typeof world.basis) => typeof world.basis, step: Attack['step'] = 'countersignatures'): Promise<Attack> => attack('statement', name, step, (await sealPacket(world, change)).bytes, { trust });
  const [first, second, third] = world.basis.countersigners!;
  const sealedBoard = await issuedForCountersigning({ countersigned: false, choices: ['approve', 'approve', 'approve'] });
  return [
    await whole('another’s field', 'a member signs in the field of another', 'countersignatures', { key: world.members[2]!.key, certificate: certificate(2) }),
    await after('another’s field', 'the secretary signs in a member’s field', 'countersignatures', { key: world.members[0]!.key, certificate: certificate(0) }),
    await after('another’s field', 'who was recused signs in a member’s field', 'countersignatures', { key: world.members[5]!.key, certificate: certificate(5) }),
    await whole('wrong key', 'another’s key under the member’s certificate', 'integrity', { key: world.members[2]!.key }),
    await after('sibling root', 'a member of another board with the same name', 'grammar', { key: stranger.world.members[1]!.key, certificate: valueOf(fromBase64(stranger.world.members[1]!.member.certificate, '')) }),
    await whole('claimed time', 'before the packet was issued', 'countersignatures', { at: '2026-11-19T09:12:43.000Z' }),
    await whole('claimed time', 'after the certificate ended', 'countersignatures', { at: '2126-11-19T09:12:43.000Z' }),
    await sealedAs('the charter asks, and the packet is sealed', ({ countersigners: _, ...basis }) => basis),
    await sealedAs('one member is left out', (basis) => ({ ...basis, countersigners: [first!, second!] })),
    await sealedAs('the members change places', (basis) => ({ ...basis, countersigners: [second!, first!, third!] })),
    await sealedAs('one member stands there twice', (basis) => ({ ...basis, countersigners: [first!, first!, third!] })),
    await sealedAs('another key for a member', (basis) => ({ ...basis, countersigners: [first!, second!, { ...third!, key: second!.key }] })),
    attack('statement', 'the charter doesn’t ask', 'countersignatures', (await sealPacket(sealedBoard.world, (basis) => ({ ...basis, countersigners: basis.votes.map((vote) => ({ ...vote, key: sealedBoard.world.members.find(({ member }) => member.id === vote.member)!.key.publicKey.keyId })) }))).bytes, { trust: sealedBoard.trust }),
  ];
}
