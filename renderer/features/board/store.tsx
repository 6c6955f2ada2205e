import type { ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { Action } from '../../components/action.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Section } from '../../components/page.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useChoosing, useMembership } from '../../queries/membership.ts';
import styles from './board.module.css';

const words = boardWords.store;

/** Where the board syncs; a board that began without a store gets one here. */
export function StoreSection({ store }: { readonly store: string | null }): ReactNode {
  const { chosen, chooseStore, waiting: choosing, trouble: choiceTrouble } = useChoosing();
  const { useStore: takeStore, waiting, trouble } = useMembership();
  const found = trouble ?? choiceTrouble;
  const { store: folder } = chosen;
  return (
    <Section heading={words.heading} aside={store === null && folder === null ? <Action busy={choosing} onClick={() => void chooseStore()}>{words.choose}</Action> : undefined}>
      <p className={styles.note}>{store === null && folder === null ? words.missing : words.note}</p>
      {store !== null && <KeyValues items={[[words.label, <code key="store">{store}</code>]]} />}
      {store === null && folder !== null && (
        <>
          <KeyValues items={[[words.label, <code key="store">{folder.path}</code>]]} />
          <p className={styles.note}>{words.chosen}</p>
          <div className={styles.actions}>
            <Action primary busy={waiting} onClick={() => void takeStore(folder.choice)}>{words.use}</Action>
            <Action busy={choosing} onClick={() => void chooseStore()}>{words.other}</Action>
          </div>
        </>
      )}
      {found !== null && <TroubleNote trouble={found} />}
    </Section>
  );
}
