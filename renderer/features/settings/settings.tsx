import type { ReactNode } from 'react';
import { tourWords } from '../../../shared/copy/tour.ts';
import type { Settings as Chosen } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSettings } from '../../queries/session.ts';
import { startTour } from '../../queries/tour.ts';
import styles from './settings.module.css';

const themes: readonly { readonly value: Chosen['theme']; readonly label: string; readonly note: string }[] = [
  { value: 'system', label: 'As the machine', note: 'Follows the system’s light and dark.' },
  { value: 'light', label: 'Light', note: 'Dark ink on white.' },
  { value: 'dark', label: 'Dark', note: 'Light ink on grey.' },
];

/** What the member chose for this machine. */
export function Settings(): ReactNode {
  const [chosen, write] = useSettings();
  return (
    <Page narrow>
      <PageHeader sentence="Settings of this machine." detail="They are kept beside the record, never in it." />
      <Section heading="Theme">
        <div role="radiogroup" aria-label="Theme">
          {themes.map(({ value, label, note }) => (
            <label key={value} className={styles.choice}>
              <input type="radio" name="theme" value={value} checked={chosen.theme === value} onChange={() => write({ ...chosen, theme: value })} />
              <span>{label}<small>{note}</small></span>
            </label>
          ))}
        </div>
      </Section>
      <Section heading="Keyboard">
        <label className={styles.choice}>
          <input type="checkbox" checked={chosen.singleKeys} onChange={(event) => write({ ...chosen, singleKeys: event.currentTarget.checked })} />
          <span>Single letters are shortcuts<small>Off: only keys with Ctrl or Alt and function keys act. F1 lists what acts where you are.</small></span>
        </label>
      </Section>
      <Section heading={tourWords.heading}>
        <p className={styles.note}>{tourWords.note}</p>
        <Button onClick={startTour}>{tourWords.take}</Button>
      </Section>
    </Page>
  );
}
