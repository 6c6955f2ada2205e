/**
 * Assurance cases in SACM (OMG Structured Assurance Case Metamodel) as XML. Namespaces and spellings vary between tools, so elements are known by
 * their names alone: `<Claim id= assertionDeclaration=>` as well as XMI's `<argumentationElement xsi:type="…:Claim" gid=>` with references by
 * id, by `#id` or by position (`//@argumentationElement.1`), and ARM's `toBeSupported` and `assumed`.
 *
 * A claim or an inference declared `needsSupport`, `assumed` or `defeated` is a gap, as is one whose declaration is not known, a claim that
 * nothing supports unless it is axiomatic, and a target of a counter-inference (rule E-1).
 */
import { argumentMeasures, argumentOf, type ArgumentNode } from './argument-graph.ts';
import { uniqueNames } from './unique-name.ts';
import { beginning, clip, evidenceOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { readXml, seeXmlRoot, type XmlElement } from './xml-text.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'sacm';
const packages = /^(?:AssuranceCasePackage|ArgumentPackage|ArgumentationPackage|AssuranceCase|Argumentation)$/;
const plain = ['asserted', 'axiomatic'];
const open: Readonly<Record<string, string>> = { needssupport: 'needs support', assumed: 'assumed', defeated: 'defeated', ascited: 'cited from elsewhere' };
/** What an element is; `inference` holds the ones that join others. */
const nodeTypes: Readonly<Record<string, Entry['type']>> = {
  claim: 'claim', argumentreasoning: 'strategy', artifactreference: 'evidence', informationelement: 'evidence', evidenceassertion: 'evidence', citationelement: 'context', artifactelementcitation: 'context',
};
const inferences: Readonly<Record<string, 'supported-by' | 'in-context-of'>> = {
  assertedinference: 'supported-by', assertedevidence: 'supported-by', assertedartifactsupport: 'supported-by', assertedcontext: 'in-context-of', assertedartifactcontext: 'in-context-of', assertedchallenge: 'supported-by', assertedcounterevidence: 'supported-by',
};

export const sacm: Reader = {
  id, version: 1, title: 'SACM assurance case', kind: 'argument', files: 'one XML file', measures: argumentMeasures,
  detect(files) {
    if (files.length !== 1) return 'no';
    const root = seeXmlRoot(files[0]!);
    if (root === null) return 'no';
    const hasName = /sacm|omg\.org\/(?:spec\/)?ARM/i.test(root.tag);
    if (root.local === 'AssuranceCasePackage' || root.local === 'ArgumentPackage' || root.local === 'ArgumentationPackage') return 'yes';
    if (packages.test(root.local)) return hasName ? 'yes' : /assertionDeclaration\s*=|<AssertedInference\b/.test(beginning(files[0]!)) ? 'maybe' : 'no';
    return root.local === 'XMI' && hasName ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one XML file', `${files.length} files`);
    const root = readXml(id, file);
    if (!root.ok) return root;
    if (!packages.test(root.value.local) && root.value.local !== 'XMI') return unreadable(id, file.name, `line ${root.value.line}`, 'an assurance case package or an argument package', `<${clip(root.value.name, 60)}>`);
    return readCase(file, root.value, answers);
  },
};

interface Part { readonly element: XmlElement; readonly kind: string; readonly id: string }

const attribute = (element: XmlElement, ...locals: readonly string[]): string | null => {
  for (const local of locals) for (const [name, value] of element.attributes) if (name.replace(/^.*:/, '') === local && value !== '') return value;
  return null;
};
/** The kind without a prefix and in lower case: of `xsi:type`, or of the element itself. */
const kindOf = (element: XmlElement): string => (attribute(element, 'type') ?? element.local).replace(/^.*[:.]/, '').toLowerCase();
const isTrue = (element: XmlElement, local: string): boolean => attribute(element, local)?.toLowerCase() === 'true';

/** Words of an element: its own, those of `content` and `value`, and those inside it. */
function wordsOf(element: XmlElement): string {
  const found: string[] = [];
  const visit = (at: XmlElement): void => {
    const own = [attribute(at, 'content', 'value') ?? '', at.text.trim()].filter((part) => part !== '');
    found.push(...own);
    for (const child of at.children) visit(child);
  };
  visit(element);
  return clip(found.join('\n'), 20_000);
}
const within = (element: XmlElement, ...locals: readonly string[]): string => element.children.filter(({ local }) => locals.includes(local)).map(wordsOf).filter((words) => words !== '').join('\n');

function readCase(file: EvidenceFile, root: XmlElement, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [];
  const names = uniqueNames();
  const parts: Part[] = [];
  const byReference = new Map<string, string>();
  let repeated = 0;
  const visit = (element: XmlElement, path: string): void => {
    const kind = kindOf(element);
    const isPart = Object.hasOwn(nodeTypes, kind) || Object.hasOwn(inferences, kind);
    const written = attribute(element, 'id', 'gid', 'uuid') ?? attribute(element, 'name');
    const own = isPart ? names(written ?? `${element.local}, line ${element.line}`) : null;
    if (own !== null) {
      parts.push({ element, kind, id: own });
      for (const reference of [attribute(element, 'id'), attribute(element, 'gid'), attribute(element, 'uuid'), path]) {
        if (reference === null || byReference.get(reference) === own) continue;
        if (byReference.has(reference)) repeated++;
        else byReference.set(reference, own);
      }
    }
    const positions = new Map<string, number>();
    for (const child of element.children) {
      const position = positions.get(child.local) ?? 0;
      positions.set(child.local, position + 1);
      visit(child, `${path}/@${child.local}${position === 0 ? '' : `.${position}`}`);
    }
  };
  // Positions are counted from the root, or in XMI with several roots from the number of each. The position 0 is not written: some tools leave it out.
  if (root.local === 'XMI') for (const [index, child] of root.children.entries()) visit(child, root.children.length === 1 ? '/' : `/${index}`);
  else visit(root, '/');
  if (repeated > 0) warnings.push(warning('duplicate-id', file.name, `${repeated} elements have an id that another one has.`));

  const unknown = new Set<string>();
  const declared = new Map(parts.map((part) => [part.id, declarationOf(part.element, unknown)]));
  for (const word of [...unknown].slice(0, 20)) warnings.push(warning('unknown-verdict', file.name, `The declaration ${JSON.stringify(word)} is not known. What has it is left open.`));
  // `file#id` and `#//@x.0/@y`: what stands before the number sign is left out, and so is the position 0.
  const resolve = (reference: string): string => byReference.get(reference) ?? byReference.get(reference.replace(/^[^#]*#/, '').replace(/\.0(?=\/|$)/g, '')) ?? clip(reference);
  const ends = (element: XmlElement, ...locals: readonly string[]): readonly string[] => [
    ...locals.flatMap((local) => (attribute(element, local) ?? '').split(/\s+/)), ...element.children.filter(({ local }) => locals.includes(local)).flatMap((child) => (attribute(child, 'ref', 'idref', 'href', 'target') ?? child.text).trim().split(/\s+/)),
  ].filter((reference) => reference !== '').map(resolve);

  const links = new Map<string, { to: string; as: 'supported-by' | 'in-context-of' | 'about' }[]>(parts.map((part) => [part.id, []]));
  const gaps = new Map<string, string[]>(parts.map((part) => [part.id, []]));
  const supporting = new Set<string>();
  const contexts = new Set<string>();
  const missing = new Set<string>();
  for (const { element, kind, id: own } of parts) {
    const as = inferences[kind];
    if (as === undefined) continue;
    const [sources, targets] = [ends(element, 'source', 'sources'), ends(element, 'target', 'targets')];
    const isCounter = isTrue(element, 'isCounter') || kind === 'assertedchallenge' || kind === 'assertedcounterevidence';
    const gap = declared.get(own) ?? null;
    links.get(own)!.push(...sources.map((to) => ({ to, as: isCounter ? 'about' as const : as })), ...ends(element, 'reasoning').map((to) => ({ to, as: 'in-context-of' as const })));
    if (sources.length === 0 || targets.length === 0) gaps.get(own)!.push(sources.length === 0 ? 'no source' : 'no target');
    if (gap !== null) gaps.get(own)!.push(gap);
    for (const source of sources) (as === 'supported-by' ? supporting : contexts).add(source);
    for (const target of targets) {
      if (!links.has(target)) { missing.add(target); gaps.get(own)!.push(`refers to ${target}, which is not there`); continue; }
      if (isCounter) gaps.get(target)!.push(`challenged by ${own}`);
      else links.get(target)!.push({ to: own, as });
    }
  }
  for (const target of [...missing].slice(0, 50)) warnings.push(warning('dangling-reference', file.name, `An inference has the target ${clip(target, 200)}, which is not there.`));

  const nodes = parts.map(({ element, kind, id: own }): ArgumentNode => {
    const isInference = Object.hasOwn(inferences, kind);
    const declaration = declared.get(own) ?? null;
    const isCounter = isInference && (isTrue(element, 'isCounter') || /challenge|counter/.test(kind));
    const type: Entry['type'] = isInference ? 'strategy' : nodeTypes[kind] === 'evidence' && contexts.has(own) && !supporting.has(own) ? 'context' : nodeTypes[kind]!;
    const name = attribute(element, 'name') ?? within(element, 'name');
    const words = [attribute(element, 'description', 'content') ?? '', within(element, 'description', 'content', 'statement')].filter((part) => part !== '').join('\n');
    return {
      id: own, type, isCounter, needsNoSupport: type !== 'claim' || declarationWord(element) === 'axiomatic', title: words === '' ? name : clip([name, words.split('\n', 1)[0]!].filter((part) => part !== '').join(': '), 2000),
      text: words.includes('\n') ? words : null, links: links.get(own)!, gaps: [...gaps.get(own)!, ...(!isInference && declaration !== null ? [declaration] : [])],
    };
  });
  if (nodes.length === 0) warnings.push(warning('no-results', file.name, 'The file holds no claim and no inference.'));

  const argument = argumentOf(file.name, nodes);
  const title = attribute(root, 'name') ?? within(root, 'name');
  const facts = [...(title === '' ? [] : [{ name: 'name', value: clip(title, 2000) }]), ...(root.uri === '' ? [] : [{ name: 'namespace', value: clip(root.uri) }]), ...(argument.tops.length === 0 ? [] : [{ name: 'top claims', value: clip(argument.tops.slice(0, 50).join(', '), 5000) }])];
  const evidence = evidenceOf(sacm, [file], answers, {
    source: { formatVersion: /sacm\/v?(\d{1,2}(?:\.\d{1,2})?)/i.exec(root.uri)?.[1] ?? null }, results: argument.results, entries: argument.entries, warnings: [...warnings, ...argument.warnings].slice(0, 1900), facts,
    run: { completeness: missing.size > 0 ? 'partial' : argument.completeness }, verdict: argument.verdict, verdictRaw: argument.verdictRaw, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

const declarationWord = (element: XmlElement): string => (attribute(element, 'assertionDeclaration') ?? 'asserted').toLowerCase();

/** The gap that an element declares itself; null for one that it asserts. */
function declarationOf(element: XmlElement, unknown: Set<string>): string | null {
  if (isTrue(element, 'toBeSupported') || isTrue(element, 'undeveloped')) return 'needs support';
  if (isTrue(element, 'assumed')) return 'assumed';
  const word = declarationWord(element);
  if (plain.includes(word)) return null;
  if (Object.hasOwn(open, word)) return open[word]!;
  unknown.add(clip(word, 60));
  return `declared ${clip(word, 60)}`;
}
