/** Disciplines as people write them. */
import { Discipline } from '../vocabulary.ts';

/** More characters than a discipline has. */
const longest = 40;

/** The discipline that words name: `ML robustness` is `ml-robustness`. Null for words without a Latin letter, which a discipline needs to begin with. */
export function disciplineOf(text: string): Discipline | null {
  const slug = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, longest).replace(/-+$/, '');
  return Discipline.safeParse(slug).data ?? null;
}
