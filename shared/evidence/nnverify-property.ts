/**
 * Properties of neural networks, as verifiers are given them: bounds of the inputs and constraints on the outputs. Two syntaxes: Marabou's text
 * (`x0 >= 0.6`, `+y0 -y1 >= 0`, `ws_1_2 <= 0` for a sum inside the network) and VNN-LIB 1 (S-expressions with nested `and` and `or`).
 *
 * The file states either the behaviour that is wanted or its negation, and doesn't say which: `polarity` is asked for. It is no result, so
 * there is no verdict. Bounds that contradict each other are reported: over an empty region a solver answers `unsat` whatever the network does.
 */
import { beginning, clip, entry, evidenceOf, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { polarityQuestion } from './satisfiability.ts';
import { vnnlibStatements } from './vnnlib.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'nnverify-property';
const mostEntries = 20_000;
const longestLine = 1_000_000;

/** One thing that the file demands. `alternatives` are those of an `or`; `bound` is set where it is a limit of one variable. */
export interface Statement {
  readonly line: number;
  readonly text: string;
  readonly about: 'input' | 'output' | 'inside' | 'input and output';
  readonly bound: { readonly variable: string; readonly op: '>=' | '<=' | '='; readonly value: number | null } | null;
  readonly alternatives: readonly string[];
}
export interface Statements { readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly statements: readonly Statement[] }

// Each place in these patterns can be read in one way only, so that a long line costs no more than its length.
const magnitude = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const variable = String.raw`(?:[xy]\d{1,9}|(?:ws|h)_\d{1,9}_\d{1,9})`;
const term = String.raw`[+-]?(?:${magnitude})?\*?${variable}`;
const marabouLine = new RegExp(String.raw`^(${term}(?: ${term})*) ?(>=|<=|=) ?([+-]?(?:${magnitude}|nan|inf))$`, 'i');
/** A line with one space between words; empty for a comment. */
const plain = (line: string): string => (line.length > longestLine ? line.slice(0, longestLine) : line).replace(/\s+/g, ' ').trim().replace(/^\/\/.*/, '');
const isVnnlib = (text: string): boolean => /^(?:\s|;[^\n]*\n)*\(\s*(?:declare-(?:const|fun)\s+[XY]_\d|vnnlib-version|set-logic|assert)/.test(text) && /[XY]_\d|vnnlib-version/.test(text);

export const nnverifyProperty: Reader = {
  id, version: 1, title: 'Neural network property (Marabou, VNN-LIB)', kind: 'verification', files: 'one Marabou property file (.txt) or VNN-LIB 1 file (.vnnlib)',
  measures: 'nothing by itself, a property is no result; counts to hold it against: `inputs`, `outputs`, `input_bounds`, `output_constraints`',
  detect(files) {
    if (files.length !== 1) return 'no';
    const text = beginning(files[0]!).replace(/^\uFEFF/, '');
    if (isVnnlib(text)) return 'yes';
    const lines = text.split('\n', 40).map(plain).filter((one) => one !== '').slice(0, 20);
    const fits = lines.filter((one) => marabouLine.test(one)).length;
    return fits === 0 ? 'no' : fits === lines.length ? 'yes' : fits * 2 >= lines.length ? 'maybe' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one property file for each piece of evidence', `${files.length} files`);
    const text = textOf(id, file);
    if (!text.ok) return text;
    const warnings: Warning[] = [];
    const isLisp = /^(?:\s|;[^\n]*(?:\n|$))*\(/.test(text.value.slice(0, 64 * 1024));
    const statements = isLisp ? vnnlibStatements(id, file.name, text.value, warnings) : marabouStatements(file.name, text.value, warnings);
    if (!statements.ok) return statements;
    const isCutOff = !isLisp && !/[\r\n]$/.test(text.value);
    if (isCutOff) warnings.push(warning('cut-off', file.name, 'The last line has no line end. It may have been cut off, and a number in it may have lost its digits.'));
    return ok(readingOf(file, isLisp ? 'VNN-LIB 1' : 'Marabou text', statements.value, isCutOff, warnings, answers));
  },
};

function marabouStatements(name: string, text: string, warnings: Warning[]): Result<Statements> {
  const statements: Statement[] = [];
  const seen = { x: new Set<number>(), y: new Set<number>() };
  for (const [index, written] of text.split('\n').entries()) {
    const line = plain(written);
    if (line === '') continue;
    const place = `line ${index + 1}`;
    const match = marabouLine.exec(line);
    if (match === null || written.length > longestLine) return unreadable(id, name, place, 'a bound such as x0 >= 0.6, or a constraint such as +y0 -y1 >= 0', JSON.stringify(clip(line, 60)));
    if (statements.length >= 1_000_000) return unreadable(id, name, place, 'at most 1000000 lines', 'more');
    const [, left, op, right] = match as unknown as [string, string, '>=' | '<=' | '=', string];
    const variables = [...left.matchAll(new RegExp(variable, 'gi'))].map(([one]) => one.toLowerCase());
    const kinds = new Set(variables.map((one) => (one.startsWith('x') ? 'input' : one.startsWith('y') ? 'output' : 'inside')));
    for (const one of variables) if (/^[xy]/.test(one)) seen[one[0] as 'x' | 'y'].add(Number(one.slice(1)));
    const value = numberOf(right);
    if (value === null) warnings.push(warning('not-finite', `${name}, ${place}`, `${clip(right, 40)} is not a finite number and counts as missing.`));
    const isBound = variables.length === 1 && /^\+?[a-z]/i.test(left);
    statements.push({
      line: index + 1, text: `${left} ${op} ${right}`, alternatives: [],
      about: kinds.has('inside') ? 'inside' : kinds.size === 2 ? 'input and output' : kinds.has('input') ? 'input' : 'output', bound: isBound ? { variable: variables[0]!, op, value } : null,
    });
  }
  if (statements.length === 0) return unreadable(id, name, 'line 1', 'at least one bound or constraint', 'an empty file');
  const named = (letter: 'x' | 'y'): string[] => [...seen[letter]].sort((a, b) => a - b).map((at) => `${letter}${at}`);
  return ok({ inputs: named('x'), outputs: named('y'), statements });
}

function readingOf(file: EvidenceFile, syntax: string, { inputs, outputs, statements }: Statements, isCutOff: boolean, warnings: Warning[], answers: Answers): Reading {
  const regions = new Map<string, { low: number; high: number }>();
  for (const { bound, about } of statements) {
    if (bound === null || bound.value === null || about !== 'input') continue;
    const region = regions.get(bound.variable) ?? { low: -Infinity, high: Infinity };
    if (bound.op !== '<=') region.low = Math.max(region.low, bound.value);
    if (bound.op !== '>=') region.high = Math.min(region.high, bound.value);
    regions.set(bound.variable, region);
  }
  const listed = (names: readonly string[]): string => `${names.slice(0, 10).join(', ')}${names.length > 10 ? ` and ${names.length - 10} more` : ''}`;
  const empty = [...regions].filter(([, { low, high }]) => low > high).map(([name]) => name);
  if (empty.length > 0) warnings.push(warning('empty-region', file.name, `The lower bound lies above the upper bound for ${listed(empty)}. No input fulfils that, and a solver answers unsat whatever the network does.`));
  const hasChoice = statements.some(({ alternatives, about }) => alternatives.length > 0 && about !== 'output');
  const open = inputs.filter((name) => { const region = regions.get(name); return region === undefined || !Number.isFinite(region.low) || !Number.isFinite(region.high); });
  if (open.length > 0 && !hasChoice) warnings.push(warning('input-not-bounded', file.name, `These inputs have no lower or no upper bound: ${listed(open)}.`));
  const entries = entriesOf(statements);
  if (entries.length > mostEntries) warnings.push(warning('left-out', file.name, `${entries.length - mostEntries} bounds and constraints are not listed. The file holds them.`));
  const count = (metric: string, value: number) => measurement({ metric, value, rawText: String(value), unit: 'count', direction: 'unknown' });
  const states = answers.polarity === undefined ? 'not stated' : answers.polarity === 'states-safe' ? 'the safe behaviour' : 'the negation of the safe behaviour';
  const isPartial = isCutOff || warnings.some(({ code }) => code === 'not-finite');
  if (answers.polarity === undefined) warnings.push(warning('polarity-unknown', file.name, 'The file does not say whether it states the safe behaviour or its negation.'));
  return {
    evidence: evidenceOf(nnverifyProperty, [file], answers, {
      model: answers.network ?? null, source: { formatVersion: syntax }, entries: entries.slice(0, mostEntries), warnings,
      results: [
        count('inputs', inputs.length), count('outputs', outputs.length), count('input_bounds', statements.filter(({ about }) => about === 'input').length),
        count('output_constraints', statements.filter(({ about }) => about !== 'input').length),
      ],
      run: { completeness: isPartial ? 'partial' : 'complete' }, facts: [{ name: 'syntax', value: syntax }, { name: 'states', value: states }],
    }),
    questions: answers.polarity === undefined ? [polarityQuestion(file.name)] : [],
  };
}

/** Constraints on outputs first: they are what a board asks about. */
function entriesOf(statements: readonly Statement[]): Entry[] {
  const used = new Map<string, number>();
  const unique = (name: string): string => {
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  };
  const words = { 'input': 'Bound of an input.', 'output': 'Constraint on the outputs.', 'inside': 'Constraint inside the network.', 'input and output': 'Constraint on inputs and outputs.' } as const;
  return [...statements].sort((a, b) => Number(a.about === 'input') - Number(b.about === 'input')).flatMap((statement) => {
    const { bound, text, about, alternatives, line } = statement;
    const id = unique(clip(bound === null ? text : `${bound.variable} ${bound.op}`, 400));
    const whole = entry({ id, type: 'limit', title: text, text: `${words[about]} Line ${line}.${alternatives.length > 0 ? ` One of ${alternatives.length} alternatives must be met.` : ''}` });
    return [whole, ...alternatives.map((one) => entry({ id: unique(clip(one, 400)), type: 'limit', title: one, text: `One of ${alternatives.length} alternatives. Line ${line}.`, links: [{ to: id, as: 'part-of' }] }))];
  });
}
