import type { ReactNode } from 'react';
import { keySheetWords } from '../../shared/copy/screens/frame.ts';
import { Dialog } from '../components/dialog.tsx';
import { useSettings } from '../queries/session.ts';
import { useShortcutGroups } from '../queries/shortcuts.ts';
import { keyWords } from './key-words.ts';
import styles from './key-sheet.module.css';

/** Every shortcut that acts where the member is. */
export function KeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const groups = useShortcutGroups();
  const [{ singleKeys }] = useSettings();
  return (
    <Dialog title={keySheetWords.title} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ group, shortcuts }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.map(({ keys, words }) => (
                <div key={keys} className={styles.line}>
                  <dt>{words}</dt>
                  <dd>{keyWords(keys).map((key) => <kbd key={key}>{key}</kbd>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>{singleKeys ? keySheetWords.lettersOn : keySheetWords.lettersOff}</p>
    </Dialog>
  );
}
