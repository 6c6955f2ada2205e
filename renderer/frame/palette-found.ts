/** What the search found, as rows: what it says first, then where it stands. */
import { findingStanding, type FoundKind } from '../../shared/copy/find.ts';
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import { findingWords } from '../../shared/copy/status.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { contents } from '../queries/content-store.ts';
import type { HomeView } from '../queries/home.ts';
import { itemTitle } from '../queries/item-titles.ts';
import type { DossierTab, Route } from '../route.ts';
import type { Hit } from '../search/answer.ts';
import { goTo, joined, row, type PaletteRow } from './palette-places.ts';

const tabOfKind: Readonly<Record<FoundKind, DossierTab>> = {
  hazard: 'hazards', evidence: 'evidence', metric: 'evidence', entry: 'evidence', document: 'documents', passage: 'documents', note: 'documents', finding: 'findings', condition: 'votes', packet: 'packet',
};

/** Where a hit leads. What only an earlier revision has is told in the history. */
function routeOfHit({ dossier, kind, item, spot, earlier }: Hit, home: HomeView): Route {
  const latest = home.dossiers.find(({ summary }) => summary.dossier === dossier)?.summary.latest.digest;
  const content = latest === undefined ? undefined : contents.contentOf(latest);
  if (earlier !== null && item !== null && content !== undefined && itemTitle(content, item) === undefined) return { kind: 'dossier', dossier, tab: 'history', item: null };
  return { kind: 'dossier', dossier, tab: tabOfKind[kind], item, ...(spot !== null && earlier === null && { spot }) };
}

/** Kinds whose text is what people look for: it stands first, and the title under it says where that is. */
const isText = (kind: FoundKind): boolean => kind === 'passage';

export function foundRow(hit: Hit, home: HomeView, here: DossierId | null): PaletteRow {
  const { dossier, kind, item, spot, id, title, line, section, by, tags, earlier } = hit;
  const text = isText(kind) ? line : null;
  const name = title.map((stretch) => stretch.text).join('');
  return row({
    key: `${kind}/${dossier}/${item ?? ''}/${spot ?? ''}/${id}/${earlier ?? ''}/${text === null ? name : text.text.map((stretch) => stretch.text).join('')}`,
    id: kind === 'finding' || kind === 'packet' ? '' : id, words: text === null ? title : text.text, line: text === null ? line : null, hit,
    where: joined([
      text === null ? '' : placeWords(name, section), kind === 'finding' ? standingOf(hit, home) : '', text === null ? section : '',
      by === null ? '' : paletteWords.writtenBy(by), tags.map((tag) => `#${tag}`).join(' '), earlier === null ? '' : paletteWords.earlierRevision(earlier),
    ]),
    aside: dossier === here ? '' : home.titleOf(dossier), ...goTo(routeOfHit(hit, home)),
  });
}

/** A document and where in it; its first heading mostly says the title again. */
function placeWords(title: string, section: string): string {
  return section.startsWith(title) ? section : section === '' ? title : `${title} › ${section}`;
}

/** How grave a finding is, and that it is resolved. */
function standingOf({ item, dossier }: Hit, home: HomeView): string {
  const finding = home.dossiers.find(({ summary }) => summary.dossier === dossier)?.summary.findings.find((one) => one.finding === item);
  return finding === undefined ? '' : findingStanding(findingWords[finding.severity], finding.resolution !== null);
}
