/** Member ids from people's names. */
import { Defect } from '../../shared/result.ts';
import { MemberId } from '../../shared/vocabulary.ts';

/** Letters that have no accent to take off. */
const plain: Readonly<Record<string, string>> = { 'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i' };

/**
 * The id that a new member gets: the name in small Latin letters, `ingrid-solberg`, with a number where the id is taken.
 * A name without any Latin letter gives `member`.
 */
export function memberIdFor(name: string, taken: readonly MemberId[]): MemberId {
  const slug = name.normalize('NFKD').toLowerCase().replace(/[øæœßłđðþı]/g, (letter) => plain[letter] ?? '').replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 56).replace(/-+$/, '') || 'member';
  for (let number = 1; number <= taken.length + 1; number++) {
    const id = MemberId.parse(number === 1 ? slug : `${slug}-${number}`);
    if (!taken.includes(id)) return id;
  }
  throw new Defect('more ids are taken than there are');
}
