import { Menu } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { frameWords } from '../../shared/copy/screens/frame.ts';
import { standWords } from '../../shared/copy/status.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { useHome } from '../queries/home.ts';
import { useSession } from '../queries/session.ts';
import { hrefOf, type Route } from '../route.ts';
import styles from './rail.module.css';

interface Place { readonly icon: IconName; readonly words: string; readonly keys: string; readonly route: Route }

const places: readonly Place[] = [
  { icon: 'verify', words: frameWords.places.verify, keys: 'G V', route: { kind: 'verify' } },
  { icon: 'board', words: frameWords.places.board, keys: 'G B', route: { kind: 'board' } },
];

/** The main places, always in the same order. */
export function Rail({ route }: { readonly route: Route }): ReactNode {
  const { profile: { member }, memberName } = useSession();
  const name = memberName(member);
  return (
    <nav aria-label={frameWords.main} className={styles.rail}>
      <PlaceLink place={{ icon: 'home', words: frameWords.places.home, keys: 'G H', route: { kind: 'home' } }} current={route.kind === 'home'} />
      <Dossiers current={route.kind === 'dossier'} />
      {places.map((place) => <PlaceLink key={place.words} place={place} current={route.kind === place.route.kind} />)}
      <span className={styles.space} />
      <PlaceLink place={{ icon: 'settings', words: frameWords.places.settings, keys: 'G S', route: { kind: 'settings' } }} current={route.kind === 'settings'} />
      <span className={styles.member} role="img" aria-label={frameWords.you(name)} title={name}>{initials(name)}</span>
    </nav>
  );
}

function PlaceLink({ place: { icon, words, keys, route }, current }: { readonly place: Place; readonly current: boolean }): ReactNode {
  return (
    <a className={styles.place} href={hrefOf(route)} aria-current={current ? 'page' : undefined} aria-label={words}>
      <Icon name={icon} />
      <Tip words={words} keys={keys} />
    </a>
  );
}

/** Every dossier from everywhere. */
function Dossiers({ current }: { readonly current: boolean }): ReactNode {
  const home = useHome();
  const [open, setOpen] = useState(false);
  return (
    <Menu position="right-start" opened={open} onChange={setOpen} transitionProps={{ duration: 0 }} width={300} shadow="md">
      <Menu.Target>
        <button type="button" className={styles.place} aria-label={frameWords.places.dossiers} data-current={current} disabled={home === undefined || home.dossiers.length === 0}>
          <Icon name="dossier" />
          {!open && <Tip words={frameWords.places.dossiers} keys="G D" />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {home?.dossiers.map(({ summary, title }) => (
          <Menu.Item key={summary.dossier} component="a" href={hrefOf({ kind: 'dossier', dossier: summary.dossier, tab: 'overview', item: null })}>
            <span className={styles.entry}><span>{title}</span><span className={styles.vote}>{standWords(summary.mine)}</span></span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Tip({ words, keys }: { readonly words: string; readonly keys?: string }): ReactNode {
  return <span className={styles.tip} aria-hidden="true">{words}{keys?.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</span>;
}

/** First and last name's letters; titles such as Dr don't count. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => !/^(?:dr|prof|mr|mrs|ms)\.?$/i.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
