import type { ReactNode } from 'react';
import { copyLinkWords, findWords } from '../../shared/copy/find.ts';
import { frameWords, tabWords } from '../../shared/copy/screens/frame.ts';
import { ItemId } from '../../shared/vocabulary.ts';
import { Icon } from '../components/icon.tsx';
import { useHome } from '../queries/home.ts';
import { hrefHere } from '../queries/pane.ts';
import { useSession } from '../queries/session.ts';
import { goBack, goForward, hrefOf, type DossierTab, type Route } from '../route.ts';
import { copyLink } from './copy-link.ts';
import { keyWords } from './key-words.ts';
import { useSteps } from './steps.ts';
import { SyncPill } from './sync-pill.tsx';
import styles from './top-bar.module.css';

/** The trail to the screen shown: each step but the last is a link. */
export function useTrail(route: Route): readonly { readonly words: string; readonly href: string }[] {
  const home = useHome();
  if (route.kind !== 'dossier') return [{ words: frameWords.places[route.kind], href: hrefOf(route) }];
  const { dossier, tab, item } = route;
  return [
    { words: frameWords.places.home, href: hrefOf({ kind: 'home' }) },
    { words: home?.titleOf(dossier) ?? dossier, href: hrefHere({ kind: 'dossier', dossier, tab: 'overview', item: null }) },
    { words: tabWords[tab], href: hrefHere({ kind: 'dossier', dossier, tab, item: null }) },
    ...(item === null ? [] : [{ words: ItemId.safeParse(item).success ? item : itemWords[tab] ?? tabWords[tab], href: hrefHere(route) }]),
  ];
}

/** What an item is called that has no short id: a finding, say. */
const itemWords: Readonly<Partial<Record<DossierTab, string>>> = { findings: frameWords.finding };

/** What a link to the place shown leads to: `H-003 of Kestrel Drive 5.1`. */
export function useLinkedWords(route: Route): string {
  const home = useHome();
  if (route.kind !== 'dossier') return '';
  const title = home?.titleOf(route.dossier) ?? route.dossier;
  return frameWords.place(route.item !== null && ItemId.safeParse(route.item).success ? route.item : tabWords[route.tab], title);
}

/** Where one is, the way to anywhere else, and how the machine stands to its store. */
export function TopBar({ route, onFind }: { readonly route: Route; readonly onFind: () => void }): ReactNode {
  const { board } = useSession().profile;
  const trail = useTrail(route);
  const linked = useLinkedWords(route);
  const { back, forward } = useSteps();
  return (
    <header className={styles.bar}>
      <span className={styles.mark}><Icon name="signature" size={24} /></span>
      <span className={styles.steps}>
        <button type="button" className={styles.step} onClick={goBack} aria-label={frameWords.back} title={frameWords.backKeys} disabled={!back}><Icon name="back" size={16} /></button>
        <button type="button" className={styles.step} onClick={goForward} aria-label={frameWords.forward} title={frameWords.forwardKeys} disabled={!forward}><Icon name="next" size={16} /></button>
      </span>
      <nav aria-label={frameWords.trail} className={styles.trail}>
        <ol>
          {trail.map(({ words, href }, index) => (
            <li key={index}>{index === trail.length - 1 ? <span aria-current="page">{words}</span> : <a href={href}>{words}</a>}</li>
          ))}
        </ol>
        {route.kind === 'dossier' && <button type="button" className={styles.step} onClick={() => copyLink(route, linked)} aria-label={copyLinkWords(linked)} title={frameWords.withKeys(copyLinkWords(linked), 'Y')}><Icon name="link" size={16} /></button>}
      </nav>
      <button type="button" className={styles.find} onClick={onFind} aria-keyshortcuts="Control+K" title={frameWords.withKeys(findWords.box, 'Ctrl+K')}><Icon name="search" size={16} /><span>{findWords.box}</span><kbd aria-hidden="true">{keyWords('Ctrl+k').join(' ')}</kbd></button>
      <span className={styles.end}>
        {board.sample && <span className={styles.sample} title={frameWords.sampleNote}>{frameWords.sample}</span>}
        <SyncPill />
      </span>
    </header>
  );
}
