import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { readPdf } from '../../../../shared/packet/verify/pdf-file.ts';
import { sealedPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { generator } from '../../../attacks/random-damage.ts';

let packet: SealedPacket;
let text: string;
beforeAll(async () => {
  packet = await sealedPacket();
  text = Buffer.from(packet.bytes).toString('latin1');
});

const exitOf = async (bytes: Uint8Array) => (await verifyPacket(bytes, verifyOptions(packet.trust))).exitCode;
const latin1 = (changed: string): Uint8Array => new Uint8Array(Buffer.from(changed, 'latin1'));
/** An incremental update that replaces or adds objects, as a PDF tool would append it. */
function appended(objects: Readonly<Record<number, string>>, trailer = ''): string {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const size = Number(/\/Size (\d+)/.exec(text.slice(start))![1]), root = /\/Root (\d+ 0 R)/.exec(text.slice(start))![1]!;
  let body = text;
  const table = Object.entries(objects).map(([num, object]) => {
    const offset = body.length;
    body += `${num} 0 obj\n${object}\nendobj\n`;
    return `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  return `${body}xref\n${table.join('')}trailer\n<< /Size ${size + 10} /Root ${root} /Prev ${start}${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`;
}
const objectAt = (needle: RegExp): { num: number; body: string } => {
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].find((one) => needle.test(one[2]!))!;
  return { num: Number(found[1]), body: found[2]! };
};

describe('no changed byte passes', () => {
  test('the packet itself is approved', async () => {
    expect(await exitOf(packet.bytes)).toBe(0);
  });

  const seed = 20261119;
  test(`500 random bytes, seed ${seed}: exit 3 or 4`, async () => {
    const random = generator(seed);
    for (let i = 0; i < 500; i++) {
      const at = Math.floor(random() * packet.bytes.length), mask = 1 + Math.floor(random() * 255);
      const changed = packet.bytes.slice();
      changed[at]! ^= mask;
      expect([3, 4], `byte ${at} xor ${mask}, seed ${seed}`).toContain(await exitOf(changed));
    }
  }, 120_000);

  test('each byte around /ByteRange and both ends of /Contents', async () => {
    const range = text.indexOf('/ByteRange ['), contents = text.indexOf('/Contents <'), end = text.indexOf('>', contents);
    for (const [from, to] of [[range, range + 56], [contents, contents + 24], [end - 6, end + 6], [text.length - 24, text.length]] as const) {
      for (let at = from; at < to; at++) {
        const changed = packet.bytes.slice();
        changed[at]! ^= 1;
        expect([3, 4], `byte ${at}`).toContain(await exitOf(changed));
      }
    }
  }, 60_000);

  test('a file cut at any of many places', async () => {
    const random = generator(seed);
    for (const length of [1, 8, 9, 64, text.length - 1, text.length - 6, ...Array.from({ length: 30 }, () => Math.floor(random() * text.length))]) {
      expect(length < 8 ? [65] : [3, 4], `cut at ${length}`).toContain(await exitOf(packet.bytes.slice(0, length)));
    }
  });
});

describe('what other viewers forgive', () => {
  const contents = () => { const from = text.indexOf('/Contents <') + 11; return { from, to: text.indexOf('>', from) }; };
  test.each<[string, () => string]>([
    ['the letter case of one digit of /Contents', () => { const { from, to } = contents(); const at = text.slice(from, to).search(/[a-f]/) + from; return text.slice(0, at) + text[at]!.toUpperCase() + text.slice(at + 1); }],
    ['the whole of /Contents in upper case', () => { const { from, to } = contents(); return text.slice(0, from) + text.slice(from, to).toUpperCase() + text.slice(to); }],
    ['white space inside /Contents', () => { const { to } = contents(); return `${text.slice(0, to - 2)}  ${text.slice(to)}`; }],
    ['something after the signature in the padding', () => { const { to } = contents(); return `${text.slice(0, to - 2)}01${text.slice(to)}`; }],
    ['one more line feed at the end', () => `${text}\n`],
    ['bytes after the end', () => `${text}% nothing to see\n`],
    ['the end of the file twice', () => `${text}${/startxref\n\d+\n%%EOF\n$/.exec(text)![0]}`],
    ['the cross-reference table twice', () => text + text.slice(text.lastIndexOf('\nxref\n') + 1)],
    ['bytes before the header', () => `\n${text}`],
    ['another /ByteRange of the same meaning', () => text.replace(/\/ByteRange \[0 (\d+)/, (_, n: string) => `/ByteRange [0 ${n}`.replace('[0 ', '[00').padEnd(`/ByteRange [0 ${n}`.length))],
    ['a second /ByteRange', () => text.replace('\n/Contents <', '\n/ByteRange [0 10 20 30]\n/Contents <')],
  ])('%s: exit 3', async (_, change) => {
    const changed = change();
    expect(changed).not.toBe(text);
    expect(await exitOf(latin1(changed))).toBe(3);
  });
});

describe('updates after the seal', () => {
  const readable = (changed: string) => expect(readPdf(latin1(changed))).toMatchObject({ ok: true, file: { revisions: { length: 2 } } });

  test('an empty update', async () => {
    const changed = appended({});
    expect(await exitOf(latin1(changed))).toBe(3);
  });

  test('another page content', async () => {
    const { num, body } = objectAt(/\/Type \/Page\n/);
    const changed = appended({ [num]: body.replace(/\/Contents \d+ 0 R/, '/Contents 9001 0 R'), 9001: '<< /Length 9 >>\nstream\nq 1 0 0 Q\nendstream' });
    readable(changed);
    const report = await verifyPacket(latin1(changed), verifyOptions(packet.trust));
    expect(report).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'passed' }, coverage: { result: 'passed' }, modifications: { result: 'failed' } }] });
  });

  test('a swapped attachment', async () => {
    const { num, body } = objectAt(/\/Type \/Filespec[\s\S]*statement\.dsse\.json|statement\.dsse\.json[\s\S]*\/Type \/Filespec/);
    const changed = appended({ [num]: body.replaceAll(/\/U?F \d+ 0 R/g, (one) => one.replace(/\d+/, '9001')), 9001: '<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream' });
    readable(changed);
    expect(await verifyPacket(latin1(changed), verifyOptions(packet.trust))).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'passed' }, modifications: { result: 'failed' } }] });
  });

  test('a second signature field over the page', async () => {
    const form = objectAt(/\/SigFlags 3/), page = objectAt(/\/Type \/Page\n/);
    const changed = appended({
      [form.num]: form.body.replace(/\/Fields \[/, '/Fields [9001 0 R '), [page.num]: page.body.replace(/\/Annots \[/, '/Annots [9001 0 R '),
      9001: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /F 132 /Rect [0 0 300 300] /P ${page.num} 0 R >>`,
    });
    readable(changed);
    expect(await verifyPacket(latin1(changed), verifyOptions(packet.trust))).toMatchObject({ exitCode: 3, signatures: [{ integrity: { result: 'passed' }, modifications: { result: 'failed' } }] });
  });

  test('the seal replaced by an older one: the field names another dictionary', async () => {
    const field = objectAt(/\/FT \/Sig/);
    const changed = appended({ [field.num]: field.body.replace(/\/V \d+ 0 R/, '/V 9001 0 R'), 9001: '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 20 30] /Contents <00> >>' });
    readable(changed);
    expect(await exitOf(latin1(changed))).toBe(3);
  });
});

describe('hostile bytes', () => {
  test('nothing throws, and nothing but a packet is approved: slices, splices and noise', async () => {
    const whole = packet.bytes;
    const slice = fc.tuple(fc.nat(whole.length), fc.nat(4000)).map(([from, length]) => whole.slice(from, from + length));
    const noise = fc.uint8Array({ maxLength: 300 });
    const token = fc.constantFrom('%PDF-1.7\n', 'xref\n0 1\n', 'trailer\n', '<<', '>>', '[', '(', '<', '/Root 1 0 R', '1 0 obj\n', 'endobj\n', 'stream\n', 'startxref\n9\n%%EOF\n', '/Length 99999999999', '0 65536 f \n').map((one) => latin1(one));
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(slice, noise, token), { maxLength: 8 }), fc.boolean(), async (parts, framed) => {
      const bytes = Buffer.concat(framed ? [latin1('%PDF-1.7\n'), ...parts, latin1('startxref\n9\n%%EOF\n')] : parts);
      expect([3, 4, 65]).toContain(await exitOf(new Uint8Array(bytes)));
    }), { seed: 7, numRuns: 400 });
  });

  test('a nest of brackets, a loop of sections and an object stream of nothing are refused', async () => {
    const frame = (body: string, section: string) => latin1(`%PDF-1.7\n${body}${section}startxref\n${9 + body.length}\n%%EOF\n`);
    expect(await exitOf(frame(`1 0 obj\n${'['.repeat(100_000)}\nendobj\n`, 'xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\n'))).toBe(3);
    expect(await exitOf(frame('', 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 >>\n'))).toBe(3);
    expect(await exitOf(frame('', '1 0 obj\n<< /Type /XRef /W [1 2 1] /Size 499999 /Length 0 >>\nstream\n\nendstream\nendobj\n'))).toBe(3);
    expect(await exitOf(new Uint8Array())).toBe(65);
  });
});
