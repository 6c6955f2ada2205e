/** VNN-LIB 1: declared variables `X_i` and `Y_i`, and assertions over them, told in ordinary notation. */
import { clip, numberOf, unreadable, warning } from './reader.ts';
import type { Statement, Statements } from './nnverify-property.ts';
import { readSExpressions, type SAtom, type SExpression, type SList } from './s-expressions.ts';
import { ok, type Result } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

const comparisons = ['<=', '>=', '<', '>', '='];
const arithmetic = ['+', '-', '*', '/'];
/** How long an assertion may become in words; the file holds the rest. */
const longest = 4000;

class Stop extends Error {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  constructor({ line }: SExpression, expected: string, found: string) {
    super(expected);
    this.line = line;
    this.expected = expected;
    this.found = found;
  }
}

const isAtom = (part: SExpression | undefined): part is SAtom => part !== undefined && 'atom' in part;
const headOf = (part: SExpression): string => ('list' in part && isAtom(part.list[0]) ? part.list[0].atom : '');
const shown = (part: SExpression | undefined): string => (part === undefined ? 'nothing' : 'atom' in part ? JSON.stringify(clip(part.atom, 60)) : `a list that begins with ${JSON.stringify(clip(headOf(part), 40))}`);

/** All assertions of a file in its order; an `and` at the top becomes several. */
export function vnnlibStatements(format: string, name: string, text: string, warnings: Warning[]): Result<Statements> {
  const read = readSExpressions(format, name, text);
  if (!read.ok) return read;
  try {
    return ok(statementsOf(name, read.value, warnings));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return unreadable(format, name, `line ${error.line}`, error.expected, error.found);
  }
}

function statementsOf(name: string, parts: readonly SExpression[], warnings: Warning[]): Statements {
  const declared = new Set<string>();
  const statements: Statement[] = [];
  for (const part of parts) {
    if ('atom' in part) throw new Stop(part, 'an expression in brackets', shown(part));
    const head = headOf(part);
    if (head === 'vnnlib-version') throw new Stop(part, 'VNN-LIB 1, with declare-const and assert', 'another version');
    if (head === 'declare-const' || head === 'declare-fun') {
      const [, variable] = part.list;
      if (!isAtom(variable) || !/^[XY]_\d{1,9}$/.test(variable.atom)) throw new Stop(part, 'a variable X_i or Y_i', shown(variable));
      declared.add(variable.atom);
    } else if (head === 'assert') {
      const [, said] = part.list;
      if (part.list.length !== 2 || said === undefined || 'atom' in said) throw new Stop(part, 'one expression in an assertion', shown(said));
      for (const one of headOf(said) === 'and' ? said.list.slice(1) : [said]) statements.push(new Teller(name, declared, warnings).statement(one));
    } else if (!/^(?:set-|check-sat$|get-|exit$)/.test(head)) throw new Stop(part, 'declare-const or assert', shown(part));
  }
  if (statements.length === 0) throw new Stop(parts[0] ?? { line: 1, atom: '' }, 'at least one assertion', 'none');
  const named = (letter: string): string[] => [...declared].filter((one) => one.startsWith(letter)).sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
  return { inputs: named('X'), outputs: named('Y'), statements };
}

/** Tells one assertion. The depth of an expression is capped where it is read, so this may recurse. */
class Teller {
  private readonly name: string;
  private readonly declared: ReadonlySet<string>;
  private readonly warnings: Warning[];
  private hasInput = false;
  private hasOutput = false;

  constructor(name: string, declared: ReadonlySet<string>, warnings: Warning[]) {
    this.name = name;
    this.declared = declared;
    this.warnings = warnings;
  }

  statement(said: SExpression): Statement {
    const isChoice = headOf(said) === 'or';
    const alternatives = isChoice ? (said as SList).list.slice(1).map((one) => this.logic(one)) : [];
    if (isChoice && alternatives.length === 0) throw new Stop(said, 'alternatives in an or', 'none');
    const text = isChoice ? this.joined(alternatives.map((one) => (/ (?:and|or) /.test(one) ? `(${one})` : one)), ' or ') : this.logic(said);
    const about = this.hasInput ? (this.hasOutput ? 'input and output' : 'input') : 'output';
    return { line: said.line, text, about, bound: isChoice ? null : this.bound(said), alternatives: alternatives.length > 1 ? alternatives : [] };
  }

  private logic(said: SExpression): string {
    if ('atom' in said) throw new Stop(said, 'a comparison, and, or', shown(said));
    const head = headOf(said);
    const rest = said.list.slice(1);
    if (head === 'and' || head === 'or') {
      if (rest.length === 0) throw new Stop(said, `something in ${head}`, 'nothing');
      return this.joined(rest.map((one) => (rest.length > 1 && /^(?:and|or)$/.test(headOf(one)) ? `(${this.logic(one)})` : this.logic(one))), ` ${head} `);
    }
    if (head === 'not' && rest.length === 1) return `not (${this.logic(rest[0]!)})`;
    if (!comparisons.includes(head)) throw new Stop(said, 'a comparison, and, or', shown(said));
    if (rest.length !== 2) throw new Stop(said, `two sides of ${head}`, `${rest.length}`);
    return `${this.side(rest[0]!)} ${head} ${this.side(rest[1]!)}`;
  }

  private side(said: SExpression): string {
    if ('atom' in said) {
      if (/^[XY]_/.test(said.atom) && this.declared.has(said.atom)) {
        if (said.atom.startsWith('X')) this.hasInput = true;
        else this.hasOutput = true;
        return said.atom;
      }
      if (numberOf(said.atom) !== null) return said.atom;
      if (!/^[+-]?(?:nan|inf(?:inity)?|[\d.]+e\+?\d+)$/i.test(said.atom)) throw new Stop(said, 'a declared variable or a number', shown(said));
      if (this.warnings.length < 100) this.warnings.push(warning('not-finite', `${this.name}, line ${said.line}`, `${clip(said.atom, 40)} is not a finite number and counts as missing.`));
      return said.atom;
    }
    const head = headOf(said);
    const rest = said.list.slice(1);
    if (!arithmetic.includes(head) || rest.length === 0) throw new Stop(said, 'a variable, a number or a sum', shown(said));
    if (rest.length === 1) return `${head}${this.side(rest[0]!)}`;
    return `(${this.joined(rest.map((one) => this.side(one)), ` ${head} `)})`;
  }

  private joined(parts: readonly string[], between: string): string {
    return clip(parts.join(between), longest);
  }

  /** A limit of one variable: `(<= X_0 0.5)`, or the number first. Strict comparisons bound the same region but for its edge. */
  private bound(said: SExpression): Statement['bound'] {
    const [head, left, right] = (said as SList).list;
    if (!isAtom(head) || !isAtom(left) || !comparisons.includes(head.atom)) return null;
    const value = (part: SExpression | undefined): number | null | undefined => {
      if (isAtom(part)) return this.declared.has(part.atom) ? undefined : numberOf(part.atom);
      if (part === undefined || headOf(part) !== '-' || part.list.length !== 2 || !isAtom(part.list[1]) || this.declared.has(part.list[1].atom)) return undefined;
      const inner = numberOf(part.list[1].atom);
      return inner === null ? null : -inner;
    };
    const op = head.atom === '=' ? '=' : head.atom.startsWith('<') ? '<=' : '>=';
    if (this.declared.has(left.atom)) {
      const limit = value(right);
      return limit === undefined ? null : { variable: left.atom, op, value: limit };
    }
    return isAtom(right) && this.declared.has(right.atom) ? { variable: right.atom, op: op === '=' ? '=' : op === '<=' ? '>=' : '<=', value: value(left) ?? null } : null;
  }
}
