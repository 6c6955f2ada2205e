/** Every format through the same attacks, on the fixtures that each one has in test/builders/evidence-files. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { Evidence, upcastEvidence } from '../../../shared/dossier/evidence.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, gatherPieces, headOf, readEvidence, readers } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import type { FormatFixtures } from '../../builders/evidence-files/fixtures.ts';
import { rawFile } from '../../builders/raw-file.ts';

const folder = new URL('../../builders/evidence-files/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'fixtures.ts');
const all = await Promise.all(names.map(async (name) => (await import(new URL(name, folder).href) as { readonly fixtures: FormatFixtures }).fixtures));
const pieces = all.flatMap(({ format, good, answers = {} }) => Object.entries(good).map(([title, files]) => ({ format, title, files, answers })));

const read = (files: readonly RawFile[], format: string | null, answers: FormatFixtures['answers'] = {}) => readEvidence({ files, format, kind: null, answers });
const text = (file: RawFile): string | null => { const decoded = decodeUtf8(file.bytes, file.name); return decoded.ok ? decoded.value : null; };
const state = (files: readonly RawFile[], format: string, answers: FormatFixtures['answers']): string => {
  const result = read(files, format, answers);
  return result.ok ? judgeEvidence('E-1' as ItemId, result.value.evidence, [], []).state : 'refused';
};
const replaced = (files: readonly RawFile[], index: number, content: string | Uint8Array): RawFile[] => files.map((file, at) => (at === index ? rawFile(file.name, content) : file));

describe('every format', () => {
  it('has a reader, and every reader has fixtures', () => {
    expect(all.map(({ format }) => format).sort()).toEqual(readers.map(({ id }) => id).sort());
  });

  it.each(pieces)('$format, $title: is known by its content, gathered whole and read', ({ format, files, answers }) => {
    const detected = detect(files);
    expect(detected.kind === 'known' ? detected.reader.id : detected).toBe(format);
    const renamed = files.map((file, index) => ({ ...file, name: `${/progress\.(?:txt|csv)$|config\.json$|(?:run_spec|stats|scenario)\.json$|dvc|params\.yaml|gsn|counterexample/.test(file.name) ? file.name : `renamed-${index}.dat`}` }));
    const again = detect(renamed);
    expect(again.kind === 'known' ? again.reader.id : again).toBe(format);
    expect(gatherPieces(files.map(headOf))).toEqual([files.map(({ name }) => name)]);
    const result = read(files, null, answers);
    expect(result).toMatchObject({ ok: true, value: { evidence: { source: { format, files: files.map(({ name }) => expect.objectContaining({ name })) } } } });
    if (!result.ok) return;
    const { evidence } = result.value;
    const printed = canonicalText(evidence);
    expect(printed).toBe(canonicalText((read(files, format, answers) as typeof result).value.evidence));
    // What is printed reads back as the same, and prints the same again.
    expect(canonicalText(Evidence.parse(upcastEvidence(JSON.parse(printed))))).toBe(printed);
    const pairs = evidence.results.map(({ metric, variant }) => JSON.stringify([metric, variant]));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(evidence.entries.map(({ id }) => id)).size).toBe(evidence.entries.length);
  });

  it.each(pieces)('$format, $title: reads the same with a byte order mark and with CRLF', ({ format, files, answers }) => {
    // DVC records how large its files are, so that one of another size is another file.
    const told = (of: readonly RawFile[]): unknown => {
      const result = read(of, null, answers);
      if (!result.ok) return result.trouble;
      const { evidence } = result.value;
      return { format: evidence.source.format, verdict: evidence.verdict, completeness: format === 'dvc' ? null : evidence.run.completeness, results: evidence.results.map(({ metric, variant, value }) => [metric, variant, value]), entries: evidence.entries.map(({ id, state }) => [id, state]), properties: evidence.properties.map(({ verdict }) => verdict) };
    };
    const bent = (change: (body: string) => string): readonly RawFile[] => files.map((file) => { const body = text(file); return body === null || body === '' ? file : rawFile(file.name, change(body)); });
    expect(told(bent((body) => `\uFEFF${body.replace(/^\uFEFF/, '')}`))).toEqual(told(files));
    expect(told(bent((body) => body.replace(/\r?\n/g, '\r\n')))).toEqual(told(files));
  });

  it.each(all.flatMap(({ format, good, answers, verdictWords = [] }) => verdictWords.map(({ piece, word }) => ({ format, piece, word, files: good[piece]!, answers }))))('E-1 $format, $piece: passes on $word and on no word that nobody knows', ({ format, word, files, answers }) => {
    expect(state(files, format, answers)).toBe('passed');
    for (const unknown of ['certified', 'PASS!', 'ok?', '']) {
      const bent = files.map((file) => rawFile(file.name, (text(file) ?? '').replaceAll(word, word.startsWith('"') ? `"${unknown}"` : unknown)));
      expect(state(bent, format, answers), unknown).not.toBe('passed');
    }
  });

  const mutation = fc.record({
    piece: fc.constantFrom(...pieces), file: fc.nat(), at: fc.nat(), remove: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 4000 })),
    insert: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\0', 'NaN', '1e400', '-1e999', '"', '{', '[', ']', '}', ',', ':', '\t', '\r\n', '\uFEFF', '\ud800', 'null', '-', '<', '>', '&x;', '*a', '__proto__', '99999999999999999999')),
    forced: fc.boolean(),
  });
  it('E-6 refuses or reads bent bytes, and never throws (property)', () => {
    fc.assert(fc.property(mutation, ({ piece, file, at, remove, insert, forced }) => {
      const index = file % piece.files.length;
      const body = text(piece.files[index]!);
      let content: string | Uint8Array;
      if (body === null) {
        content = new Uint8Array(piece.files[index]!.bytes);
        content.set(new TextEncoder().encode(insert).subarray(0, Math.max(0, content.length - (at % content.length))), at % content.length);
      } else {
        const start = at % (body.length + 1);
        content = body.slice(0, start) + insert + body.slice(start + remove);
      }
      const result = read(replaced(piece.files, index, content), forced ? piece.format : null, piece.answers);
      if (!result.ok) expect(result.trouble.family).toBe('refusal');
    }), { numRuns: 4000 });
  });

  it('E-6 takes any bytes under any format (property)', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(null, ...readers.map((reader) => reader.id)), (bytes, forced) => {
      const result = read([rawFile('x', bytes)], forced);
      if (!result.ok) expect(result.trouble.family).toBe('refusal');
    }), { numRuns: 2000 });
  });

  const doctype = '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
  const hostile: readonly (readonly [string, string | Uint8Array])[] = [
    ['0 bytes', ''], ['a NUL', '\0'], ['deep JSON', '['.repeat(100_000)], ['deep JSON objects', '{"a":'.repeat(100_000)], ['a DTD', `${doctype}<testsuites>&x;</testsuites>`],
    ['a laughing YAML', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`).join('\n')}\n`],
    ['deep YAML', `a: ${'['.repeat(5000)}`], ['half a surrogate', '{"a":"\\ud800"}'], ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe])], ['a number too large', '{"a":1e400}'], ['a name twice', '{"a":1,"a":2}'],
    ['a comma too many', '{"a":[1,]}'], ['a byte order mark alone', '\uFEFF'], ['one long line', 'x'.repeat(2_000_000)], ['a ZIP of nothing', new Uint8Array([0x50, 0x4b, 3, 4, ...new Array<number>(40).fill(0)])],
  ];
  it.each(readers.map(({ id }) => id))('E-6 %s: the hostile set in place of each file is refused, or read without a pass', (format) => {
    for (const piece of pieces.filter((one) => one.format === format)) {
      for (const index of piece.files.keys()) {
        for (const [what, content] of hostile) {
          const result = read(replaced(piece.files, index, content), format, piece.answers);
          if (!result.ok) {
            expect(result.trouble.family, what).toBe('refusal');
            expect(JSON.stringify(result.trouble.params), what).toContain(piece.files[index]!.name);
          } else if (piece.files.length === 1) expect(judgeEvidence('E-1' as ItemId, result.value.evidence, [], []).state, what).not.toBe('passed');
        }
      }
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  }, 120_000);

  it.each(pieces)('E-6 $format, $title: cut anywhere but between two lines it never passes better than whole', ({ format, files, answers }) => {
    const whole = state(files, format, answers);
    for (const index of files.keys()) {
      const { bytes, name } = files[index]!;
      for (let part = 0; part < 40; part++) {
        const end = Math.floor((bytes.length * part) / 40);
        // A table that ends with a whole row can't be told from one that was never longer.
        if (whole === 'passed' || bytes[end - 1] === 0x0a || bytes[end] === 0x0a) continue;
        expect(state(files.map((file, at) => (at === index ? rawFile(name, bytes.subarray(0, end)) : file)), format, answers)).not.toBe('passed');
      }
    }
  });
});
