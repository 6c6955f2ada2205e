/** What is typed to set up a board, and what becomes of it: a request to main, or what is still wrong. Pure. */
import { z } from 'zod';
import { defaultCharter, type Charter } from '../../../shared/board/charter.ts';
import { disciplineOf } from '../../../shared/board/discipline.ts';
import { longestBoardName, longestPersonName } from '../../../shared/board/name-length.ts';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import type { Chosen, FoundBoard } from '../../../shared/ipc/membership.ts';
import { riskSchemes } from '../../../shared/risk/scheme.ts';
import { Role, riskLevels } from '../../../shared/vocabulary.ts';
import { emptyKeyForm, keyChoice, KeyForm } from './key-choice.ts';

const typed = z.string().max(1000);

/** The answers as they are typed; kept as a draft, so nothing in it has to be right yet. */
export const FoundingForm = z.strictObject({
  name: typed, founder: typed, discipline: typed, roles: z.array(Role).max(4),
  rules: z.enum(['form', 'file']),
  minimumVotes: typed, required: z.array(typed).max(20), majority: z.enum(['simple', 'two-thirds']), residualBar: z.enum([...riskLevels, 'none']), validityDays: typed, riskScheme: z.enum(riskSchemes),
  packets: z.enum(['sealed', 'countersigned']).default('sealed'),
  store: z.enum(['later', 'folder']),
  key: KeyForm.default(emptyKeyForm),
});
export type FoundingForm = z.infer<typeof FoundingForm>;

/** The rules that most boards start with, and nobody yet. */
export const emptyFounding: FoundingForm = {
  name: '', founder: '', discipline: '', roles: ['voter', 'secretary'], rules: 'form', minimumVotes: String(defaultCharter.minimumVotes), required: [...defaultCharter.requiredDisciplines], majority: defaultCharter.majority,
  residualBar: defaultCharter.residualBar ?? 'none', validityDays: String(defaultCharter.validityDays), riskScheme: 'fmea', packets: 'sealed', store: 'later', key: emptyKeyForm,
};

export type FoundingField = 'name' | 'founder' | 'discipline' | 'roles' | 'charter' | 'minimumVotes' | 'required' | 'validityDays' | 'store' | 'key';
/** What is wrong with which answer, as a sentence that names it and says what to do. */
export type FoundingProblems = Partial<Record<FoundingField, string>>;

export type Checked = { readonly kind: 'ready'; readonly request: FoundBoard } | { readonly kind: 'problems'; readonly problems: FoundingProblems };

const words = firstRunWords.problems;

/** The request that the answers make, with what was chosen in main's dialogs. */
export function checkFounding(form: FoundingForm, chosen: Pick<Chosen, 'charter' | 'store' | 'keyFile' | 'module'>): Checked {
  const founder = form.founder.trim();
  const discipline = disciplineOf(form.discipline);
  const problems: FoundingProblems = {};
  const no = (field: FoundingField, isWrong: boolean, sentence: string): void => { if (isWrong) problems[field] ??= sentence; };
  no('founder', founder === '', words.founder);
  no('founder', [...founder].length > longestPersonName, words.founderLong(longestPersonName));
  no('discipline', discipline === null, words.discipline);
  no('roles', !form.roles.includes('secretary'), words.roles);
  no('store', form.store === 'folder' && chosen.store === null, words.store);
  if (form.rules === 'file') no('charter', chosen.charter === null, words.charter);
  const key = keyChoice(form.key, chosen);
  if ('problem' in key) no('key', true, key.problem);
  const charter = form.rules === 'form' ? charterOf(form, problems) : null;
  if (Object.keys(problems).length > 0 || discipline === null || 'problem' in key) return { kind: 'problems', problems };
  const from = charter === null ? chosen.charter && { from: 'file' as const, choice: chosen.charter.choice } : { from: 'form' as const, charter };
  if (from === null) return { kind: 'problems', problems: { charter: words.charter } };
  return { kind: 'ready', request: { founder: { name: founder, discipline, roles: form.roles }, charter: from, store: form.store === 'folder' ? chosen.store?.choice ?? null : null, memberKey: key.choice } };
}

/** The charter that the answers make; what they get wrong is added to `problems`, and the charter then counts for nothing. */
function charterOf(form: FoundingForm, problems: FoundingProblems): Charter {
  const name = form.name.trim();
  const required = form.required.map(disciplineOf);
  const known = required.filter((one) => one !== null);
  const minimumVotes = wholeNumber(form.minimumVotes, 1000);
  const validityDays = wholeNumber(form.validityDays, 3650);
  if (name === '') problems.name = words.name;
  else if ([...name].length > longestBoardName) problems.name = words.nameLong(longestBoardName);
  if (minimumVotes === null) problems.minimumVotes = words.minimumVotes;
  if (validityDays === null) problems.validityDays = words.validityDays;
  if (known.length < required.length) problems.required = words.required;
  else if (new Set(known).size < known.length) problems.required = words.requiredTwice;
  return {
    ...defaultCharter, name, minimumVotes: minimumVotes ?? 0, requiredDisciplines: known, majority: form.majority, residualBar: form.residualBar === 'none' ? null : form.residualBar, validityDays: validityDays ?? 0,
    // The scheme that every board has unless it says otherwise is left out, so that older versions read the charter too.
    ...(form.riskScheme === 'fmea' ? {} : { riskScheme: form.riskScheme }),
    ...(form.packets === 'sealed' ? {} : { packets: form.packets }),
  };
}

/** The charter as far as it can be told now, for the summary; null while its figures can't be read. */
export function charterSoFar(form: FoundingForm, chosen: Pick<Chosen, 'charter'>): Charter | null {
  if (form.rules === 'file') return chosen.charter?.charter ?? null;
  const problems: FoundingProblems = {};
  const charter = charterOf({ ...form, required: form.required.filter((one) => one.trim() !== '') }, problems);
  return problems.minimumVotes === undefined && problems.validityDays === undefined && problems.required === undefined ? charter : null;
}

function wholeNumber(text: string, most: number): number | null {
  const value = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}
