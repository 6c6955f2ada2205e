import { useState, type ReactNode } from 'react';
import { notationExample, settingsWords } from '../../../shared/copy/screens/settings.ts';
import { tourWords } from '../../../shared/copy/tour.ts';
import { AuthorityAddress, Settings as Chosen } from '../../../shared/ipc/settings.ts';
import { announce } from '../../bridge/notice.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { notationOfChoice } from '../../queries/notation.ts';
import { useSettings } from '../../queries/session.ts';
import { startTour } from '../../queries/tour.ts';
import styles from './settings.module.css';

const themes = Chosen.shape.theme.options;
const regions = Chosen.shape.region.unwrap().options;

/** What the member chose for this machine. */
export function Settings(): ReactNode {
  const [chosen, write] = useSettings();
  return (
    <Page narrow>
      <PageHeader sentence={settingsWords.sentence} detail={settingsWords.detail} />
      <Section heading={settingsWords.theme}>
        <Choices name="theme" label={settingsWords.theme} chosen={chosen.theme} onChoose={(theme) => write({ ...chosen, theme })}
          choices={themes.map((value) => ({ value, ...settingsWords.themes[value] }))} />
      </Section>
      <Section heading={settingsWords.region}>
        <Choices name="region" label={settingsWords.region} chosen={chosen.region ?? 'machine'} onChoose={(region) => write({ ...chosen, region })}
          choices={regions.map((value) => ({ value, label: settingsWords.regions[value], note: notationExample(notationOfChoice(value)) }))} />
        <p className={styles.note}>{settingsWords.regionNote}</p>
      </Section>
      <Section heading={settingsWords.timestamps}>
        <p className={styles.note}>{settingsWords.authorityWhat}</p>
        <Authority kept={chosen.timestampAuthority ?? ''} onKeep={(timestampAuthority) => write({ ...chosen, timestampAuthority })} />
      </Section>
      <Section heading={settingsWords.keyboard}>
        <label className={styles.choice}>
          <input type="checkbox" checked={chosen.singleKeys} onChange={(event) => write({ ...chosen, singleKeys: event.currentTarget.checked })} />
          <span>{settingsWords.singleKeys}<small>{settingsWords.singleKeysNote}</small></span>
        </label>
      </Section>
      <Section heading={tourWords.heading}>
        <p className={styles.note}>{tourWords.note}</p>
        <Button onClick={startTour}>{tourWords.take}</Button>
      </Section>
    </Page>
  );
}

/** The address of the timestamp authority, kept when it is one. */
function Authority({ kept, onKeep }: { readonly kept: string; readonly onKeep: (address: string) => void }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? kept;
  const sound = value === '' || AuthorityAddress.safeParse(value).success;
  return (
    <form className={styles.line} onSubmit={(event) => { event.preventDefault(); if (sound) { onKeep(value); setTyped(null); announce(settingsWords.authorityKept); } }}>
      <TextField label={settingsWords.authority} note={settingsWords.authorityNote} value={value} onChange={(text) => setTyped(text.trim())} {...(sound ? {} : { problem: settingsWords.authorityProblem })} />
      <Button type="submit" disabled={!sound || value === kept}>{settingsWords.keepAuthority}</Button>
    </form>
  );
}

interface ChoicesProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly note: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** One of several, each with what it means. */
function Choices<T extends string>({ name, label: group, choices, chosen, onChoose }: ChoicesProps<T>): ReactNode {
  return (
    <div role="radiogroup" aria-label={group}>
      {choices.map(({ value, label, note }) => (
        <label key={value} className={styles.choice}>
          <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChoose(value)} />
          <span>{label}<small>{note}</small></span>
        </label>
      ))}
    </div>
  );
}
