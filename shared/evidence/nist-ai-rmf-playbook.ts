/**
 * The NIST AI RMF Playbook as JSON (airc.nist.gov): a list with one object for each subcategory of the AI RMF 1.0.
 *
 * It says what could be done, not what was done: every subcategory becomes a checklist item without a state, and there is no verdict.
 * The whole playbook has 72 subcategories; an excerpt says so. Titles may be written GOVERN 1.1 or Govern 1.1, with spaces around.
 */
import { isList, isObject, jsonAt, readJson, seeJson, type Json } from './json-text.ts';
import { beginning, clip, entry, evidenceOf, unreadable, warning, type Reader } from './reader.ts';
import { uniqueNames } from './unique-name.ts';
import { ok } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'nist-ai-rmf-playbook';
const mostEntries = 2000;
/** The functions of the AI RMF 1.0 and how many subcategories each has. */
const functions = [['GOVERN', 19], ['MAP', 18], ['MEASURE', 22], ['MANAGE', 13]] as const;
const whole = 72;
const title = /^\s*(GOVERN|MAP|MEASURE|MANAGE)\s+(\d+\.\d+)/i;
const sections = [['About', 'section_about'], ['Suggested actions', 'section_actions'], ['Documentation', 'section_doc'], ['AI actors', 'AI Actors'], ['Topics', 'Topic'], ['References', 'section_ref']] as const;

const titleOf = (item: Json | undefined): RegExpExecArray | null => title.exec(String(jsonAt(item, 'title') ?? ''));
const isItem = (item: Json | undefined): boolean => titleOf(item) !== null && ['section_about', 'section_actions', 'section_doc', 'description'].some((member) => jsonAt(item, member) !== undefined);

export const nistAiRmfPlaybook: Reader = {
  id, version: 1, title: 'NIST AI RMF Playbook', kind: 'argument', files: 'one JSON file, whole or an excerpt',
  measures: 'nothing: the subcategories are listed as checklist items without a state',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (!isList(value)) return 'no';
    if (value.slice(0, 20).some(isItem)) return 'yes';
    const text = beginning(files[0]!);
    return /"title"\s*:\s*"\s*(?:GOVERN|MAP|MEASURE|MANAGE) \d+\.\d+/i.test(text) && /"section_(?:about|actions|doc)"\s*:/.test(text) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one playbook', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const list = json.value.value;
    if (!isList(list)) return unreadable(id, file.name, '$', 'a list of subcategories', isObject(list) ? 'an object' : 'something else');
    const warnings: Warning[] = [...json.value.warnings];
    const unique = uniqueNames();
    const counts = new Map<string, Set<string>>();
    const entries: Entry[] = [];
    for (const [index, item] of list.entries()) {
      const found = titleOf(item);
      if (found === null) {
        if (warnings.length < 200) warnings.push(warning('item-unread', `${file.name}, $[${index}]`, 'The item has no title of a subcategory, such as GOVERN 1.1, and was left out.'));
        continue;
      }
      const part = found[1]!.toUpperCase();
      const name = `${part} ${found[2]!}`;
      if (!counts.has(part)) counts.set(part, new Set());
      if (counts.get(part)!.has(name) && warnings.length < 200) warnings.push(warning('item-repeated', `${file.name}, $[${index}]`, `${name} is in the file more than once.`));
      counts.get(part)!.add(name);
      const text = sections.flatMap(([heading, member]) => {
        const value = jsonAt(item, member);
        const words = typeof value === 'string' ? value.trim() : isList(value) ? value.filter((one) => typeof one === 'string').join(', ') : '';
        return words === '' ? [] : [`${heading}\n${words}`];
      }).join('\n\n');
      const description = jsonAt(item, 'description');
      if (entries.length < mostEntries) entries.push(entry({ id: unique(name), type: 'checklist-item', title: typeof description === 'string' && description.trim() !== '' ? description.trim() : name, text }));
    }
    if (entries.length === 0) return unreadable(id, file.name, '$', 'subcategories with titles such as GOVERN 1.1', list.length === 0 ? 'an empty list' : 'none');
    const seen = [...counts.values()].reduce((sum, names) => sum + names.size, 0);
    if (seen < whole) warnings.push(warning('excerpt', file.name, `The file holds ${seen} of the ${whole} subcategories of the AI RMF 1.0.`));
    if (list.length > mostEntries) warnings.push(warning('left-out', file.name, `Only the first ${mostEntries} items are listed.`));
    warnings.push(warning('no-answers', file.name, 'The playbook says what could be done. It does not say what was done for this product.'));
    const evidence = evidenceOf(nistAiRmfPlaybook, files, answers, {
      entries, warnings, source: { tool: answers.tool ?? 'NIST AI RMF Playbook' }, run: { completeness: seen < whole ? 'partial' : 'unknown' },
      facts: functions.map(([name, total]) => ({ name: clip(`subcategories of ${name}`), value: `${counts.get(name)?.size ?? 0} of ${total}` })),
    });
    return ok({ evidence, questions: [] });
  },
};
