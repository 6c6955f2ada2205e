import { Radio, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Settings as Chosen } from '../../../shared/ipc/contract.ts';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSettings } from '../../queries/session.ts';
import styles from './settings.module.css';

const themes: readonly (readonly [Chosen['theme'], string, string])[] = [
  ['system', 'As the machine', 'Follows the system’s light and dark.'],
  ['light', 'Light', 'Dark ink on white.'],
  ['dark', 'Dark', 'Light ink on grey.'],
];

/** What the member chose for this machine. */
export function Settings(): ReactNode {
  const [chosen, write] = useSettings();
  return (
    <Page narrow>
      <PageHeader sentence="Settings of this machine." detail="They are kept beside the record, never in it." />
      <Section heading="Theme">
        <Radio.Group aria-label="Theme" value={chosen.theme} onChange={(theme) => write({ ...chosen, theme: theme as Chosen['theme'] })}>
          <div className={styles.choices}>
            {themes.map(([value, label, description]) => <Radio key={value} value={value} label={label} description={description} />)}
          </div>
        </Radio.Group>
      </Section>
      <Section heading="Keyboard">
        <Switch label="Single letters are shortcuts" description="Off: only combinations with Ctrl or Alt and function keys act. F1 lists them." checked={chosen.singleKeys} onChange={(event) => write({ ...chosen, singleKeys: event.currentTarget.checked })} />
      </Section>
    </Page>
  );
}
