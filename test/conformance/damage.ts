/** Damages one thing in a packet and writes the file again, so that everything else about it stays right. */
import { deflateSync, inflateSync } from 'node:zlib';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The objects of a file of one revision as Latin-1 text, to be changed in place. */
export class Damaged {
  readonly #objects = new Map<number, string>();
  readonly #head: string;
  #trailer: string;
  #whole: (file: string) => string = (file) => file;

  constructor(bytes: Uint8Array) {
    const read = readPdf(bytes);
    if (!read.ok) throw new Error(read.unread.problem);
    const text = Buffer.from(bytes).toString('latin1');
    const spans = read.file.spans(read.file.revisions[0]!);
    this.#head = text.slice(0, spans[0]!.from);
    for (const { num, from, to } of spans) this.#objects.set(num, text.slice(from, to + 1));
    this.#trailer = text.slice(text.lastIndexOf('\ntrailer\n') + 1, text.lastIndexOf('startxref'));
  }

  /** Replaces in the first object that has it; throws where none has. */
  replace(pattern: RegExp | string, by: string): void {
    const [num, text] = this.#find(pattern);
    this.#objects.set(num, text.replace(pattern, by));
  }

  trailer(pattern: RegExp | string, by: string): void { this.#trailer = this.#trailer.replace(pattern, by); }

  /** Changes the file's own text once it is written. */
  whole(change: (file: string) => string): void { this.#whole = change; }

  /** Changes the content of the first packed stream whose unpacked text has the pattern. */
  content(pattern: RegExp | string, by: string): void {
    for (const [num, text] of this.#objects) {
      const [, dict, packed] = /^(\d+ 0 obj\n<<[^]*?)>>\nstream\n([^]*)\nendstream/.exec(text) ?? [];
      if (dict === undefined || !dict.includes('/FlateDecode')) continue;
      const plain = inflateSync(bytesOf(packed!)).toString('latin1');
      if (typeof pattern === 'string' ? !plain.includes(pattern) : !pattern.test(plain)) continue;
      const changed = deflateSync(bytesOf(plain.replace(pattern, by))).toString('latin1');
      this.#objects.set(num, `${dict.replace(/\/Length \d+/, `/Length ${changed.length}`)}>>\nstream\n${changed}\nendstream\nendobj\n`);
      return;
    }
    throw new Error(`no stream has ${String(pattern)}`);
  }

  bytes(): Uint8Array {
    let file = this.#head;
    const offsets: number[] = [];
    for (const [num, text] of this.#objects) {
      offsets[num] = file.length;
      file += text;
    }
    const at = file.length;
    file += `xref\n0 ${offsets.length}\n0000000000 65535 f \n${offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}${this.#trailer}startxref\n${at}\n%%EOF\n`;
    return bytesOf(this.#whole(file));
  }

  #find(pattern: RegExp | string): [number, string] {
    for (const [num, text] of this.#objects) if (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)) return [num, text];
    throw new Error(`no object has ${String(pattern)}`);
  }
}
