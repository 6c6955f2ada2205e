/**
 * An assurance case as the Trustworthy and Ethical Assurance platform (github.com/alan-turing-institute/AssurancePlatform) exports it: case
 * metadata and one tree of goals, strategies, property claims and evidence.
 *
 * `inSandbox` marks a draft, and all below it is a draft too: listed, but no part of the argument. Claims without support, evidence without a
 * link, placeholders of a pattern (`[Instantiate: …]`), content of another case that is only referred to, and claims under a defeater are gaps
 * (rule E-1). The JSON schema of the format has the same words in it and is none of its files (rule E-8).
 */
import { z } from 'zod';
import { argumentMeasures, argumentOf, type ArgumentNode } from './argument-graph.ts';
import { uniqueNames } from './unique-name.ts';
import { isObject, readJson, seeJson, type Json } from './json-text.ts';
import { beginning, clip, evidenceOf, fitted, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'tea-assurance-case';
const types: Readonly<Record<string, Entry['type']>> = { GOAL: 'goal', STRATEGY: 'strategy', PROPERTY_CLAIM: 'claim', EVIDENCE: 'evidence', MODULE: 'module', CONTRACT: 'module' };

interface Node {
  readonly id: string; readonly type: string; readonly name?: string | null | undefined; readonly description?: string | null | undefined; readonly inSandbox?: boolean | null | undefined; readonly children?: readonly Node[] | null | undefined;
  readonly context?: readonly string[] | string | null | undefined; readonly justification?: string | null | undefined; readonly assumption?: string | null | undefined; readonly url?: string | null | undefined;
  readonly isDefeater?: boolean | null | undefined; readonly defeatsElementId?: string | null | undefined; readonly moduleEmbedType?: string | null | undefined; readonly moduleReferenceId?: string | null | undefined;
}
const text = z.string().nullish();
const Node: z.ZodType<Node> = z.lazy(() => z.object({
  id: z.string(), type: z.string(), name: text, description: text, inSandbox: z.boolean().nullish(), children: z.array(Node).nullish(),
  context: z.union([z.array(z.string()), z.string()]).nullish(), justification: text, assumption: text, url: text,
  isDefeater: z.boolean().nullish(), defeatsElementId: text, moduleEmbedType: text, moduleReferenceId: text,
}));
const Export = z.object({ version: z.union([z.string(), z.number()]).nullish(), exportedAt: text, case: z.object({ name: z.string(), description: text }), tree: Node });

export const teaAssuranceCase: Reader = {
  id, version: 1, title: 'TEA assurance case', kind: 'argument', files: 'one exported JSON file', measures: argumentMeasures,
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (!isObject(value) || value['properties'] !== undefined || value['definitions'] !== undefined) return 'no';
    const isCase = isObject(value['case']) && typeof value['case']['name'] === 'string';
    const { tree } = value as { readonly tree?: Json };
    if (isObject(tree)) return typeof tree['type'] === 'string' && (tree['inSandbox'] !== undefined || tree['children'] !== undefined) ? (isCase ? 'yes' : 'maybe') : 'no';
    // Broken off or bent inside the tree.
    return isCase && tree !== undefined && /"inSandbox"\s*:/.test(beginning(files[0]!)) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one exported case', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const parsed = fitted(id, file.name, Export, json.value.value);
    return parsed.ok ? readCase(file, parsed.value, json.value.warnings, answers) : parsed;
  },
};

function readCase(file: EvidenceFile, exported: z.infer<typeof Export>, before: readonly Warning[], answers: Answers): Result<Reading> {
  const warnings: Warning[] = [...before];
  if (exported.version !== undefined && exported.version !== null && !/^1(?:\.|$)/.test(String(exported.version))) warnings.push(warning('format-version', `${file.name}, $.version`, `Version ${clip(String(exported.version), 40)} is not known here. What has the shape of 1.0 was read.`));
  const flat = flatten(exported.tree);
  const unknown = new Set(flat.filter(({ node }) => !Object.hasOwn(types, node.type)).map(({ node }) => clip(node.type, 60)));
  for (const word of [...unknown].slice(0, 20)) warnings.push(warning('unknown-node', file.name, `${JSON.stringify(word)} is no type of element that is known here. It is listed as a claim and left open.`));

  const names = uniqueNames();
  const idOf = new Map<Node, string>(flat.map(({ node }) => [node, names(node.id)]));
  const firstOf = new Map<string, string>();
  for (const { node } of flat) if (!firstOf.has(node.id)) firstOf.set(node.id, idOf.get(node)!);
  if (firstOf.size < flat.length) warnings.push(warning('duplicate-id', file.name, `${flat.length - firstOf.size} elements have an id that another one has.`));
  const defeated = new Map<string, string[]>();
  for (const { node, isDraft } of flat) {
    if (node.isDefeater !== true || isDraft) continue;
    const target = firstOf.get(node.defeatsElementId ?? '');
    if (target === undefined) continue;
    if (!defeated.has(target)) defeated.set(target, []);
    defeated.get(target)!.push(labelOf(node));
  }

  const nodes: ArgumentNode[] = [];
  for (const { node, isDraft, isCounter } of flat) {
    const nodeId = idOf.get(node)!;
    const beside = [
      ...(Array.isArray(node.context) ? (node.context as readonly string[]) : [(node.context ?? '') as string]).filter((one) => one !== '').map((one, index) => ({ type: 'context' as const, one, as: `context ${index + 1}` })),
      ...(node.justification ? [{ type: 'justification' as const, one: node.justification, as: 'justification' }] : []), ...(node.assumption ? [{ type: 'assumption' as const, one: node.assumption, as: 'assumption' }] : []),
    ].map((part) => ({ ...part, id: names(`${nodeId} ${part.as}`) }));
    const type = Object.hasOwn(types, node.type) ? types[node.type]! : 'claim';
    const isElsewhere = type === 'module' && (node.children ?? []).length === 0;
    const gaps = [
      ...(Object.hasOwn(types, node.type) ? [] : ['unknown type']), ...(type === 'evidence' && !node.url ? ['no link to the evidence'] : []), ...(isPlaceholder(node.description) ? ['placeholder'] : []),
      ...(isElsewhere ? ['argued in another case'] : []), ...(isCounter ? [] : (defeated.get(nodeId) ?? []).map((by) => `challenged by ${by}`)),
    ];
    nodes.push({
      id: nodeId, type, isDraft, isCounter, title: labelOf(node), text: [node.description ?? '', node.url ? `Link: ${node.url}` : ''].filter((part) => part !== '').join('\n'), gaps: isCounter ? [] : gaps,
      links: [
        ...(node.children ?? []).filter((child) => child.isDefeater !== true).map((child) => ({ to: idOf.get(child)!, as: 'supported-by' as const })), ...beside.map((part) => ({ to: part.id, as: 'in-context-of' as const })),
        ...(node.isDefeater === true && node.defeatsElementId ? [{ to: firstOf.get(node.defeatsElementId) ?? clip(node.defeatsElementId), as: 'about' as const }] : []),
      ],
    });
    for (const part of beside) nodes.push({ id: part.id, type: part.type, isDraft, isCounter, title: part.one, links: [], gaps: isPlaceholder(part.one) && !isCounter ? ['placeholder'] : [] });
  }

  const argument = argumentOf(file.name, nodes);
  const counters = flat.filter(({ node, isDraft }) => node.isDefeater === true && !isDraft).length;
  if (counters > 0) warnings.push(warning('defeaters', file.name, `${counters} ${counters === 1 ? 'element argues' : 'elements argue'} against the case.`));
  const facts = [
    { name: 'case', value: clip(exported.case.name, 2000) }, ...(exported.case.description ? [{ name: 'description', value: clip(exported.case.description, 20_000) }] : []),
    ...(exported.exportedAt ? [{ name: 'exported at', value: clip(exported.exportedAt) }] : []), ...(argument.tops.length === 0 ? [] : [{ name: 'top claims', value: clip(argument.tops.slice(0, 50).join(', '), 5000) }]),
  ];
  const evidence = evidenceOf(teaAssuranceCase, [file], answers, {
    source: { tool: answers.tool ?? 'TEA platform', formatVersion: exported.version === undefined || exported.version === null ? null : clip(String(exported.version), 40) || null },
    results: argument.results, entries: argument.entries, warnings: [...warnings, ...argument.warnings].slice(0, 1900), facts,
    run: { completeness: argument.completeness }, verdict: argument.verdict, verdictRaw: argument.verdictRaw, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

/** All elements, each before what is below it; what is below a draft is a draft, what is below a defeater argues with it. */
function flatten(root: Node): readonly { readonly node: Node; readonly isDraft: boolean; readonly isCounter: boolean }[] {
  const found: { node: Node; isDraft: boolean; isCounter: boolean }[] = [];
  const visit = (node: Node, inDraft: boolean, inCounter: boolean): void => {
    const [isDraft, isCounter] = [inDraft || node.inSandbox === true, inCounter || node.isDefeater === true];
    found.push({ node, isDraft, isCounter });
    for (const child of node.children ?? []) visit(child, isDraft, isCounter);
  };
  visit(root, false, false);
  return found;
}

const labelOf = ({ name, description, id: own }: Node): string => clip([name ?? '', (description ?? '').split('\n', 1)[0]!].filter((part) => part !== '').join(': '), 2000) || clip(own);
const isPlaceholder = (words: string | null | undefined): boolean => /\[(?:instantiate|todo|tbd|placeholder)\b/i.test(words ?? '');
