/** On paper a link leads nowhere: one whose words don't name its item is told apart by the item's id behind it (`theme/print.css` writes it). */
import { ItemId } from '../../shared/vocabulary.ts';
import { isPrinting, onPrinting } from '../components/printing.ts';
import { routeOf } from '../route.ts';

/** The id to print behind a link with these words; null where the words say it, or where it leads to nothing that people name: a finding has only a digest. */
export function printedId(href: string, words: string): string | null {
  const route = routeOf(href);
  if (route.kind !== 'dossier' || !ItemId.safeParse(route.item).success) return null;
  return route.item === null || words.includes(route.item) ? null : route.item;
}

/** Marks links whenever the page is printed; answers how to stop. */
export function startPrintedLinks(): () => void {
  return onPrinting(() => {
    if (!isPrinting()) return;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('main a[href^="#/dossier/"]')) {
      const id = printedId(link.getAttribute('href') ?? '', link.textContent ?? '');
      if (id === null) delete link.dataset.item;
      else link.dataset.item = id;
    }
  });
}
