import type { ReactNode } from 'react';
import { dossierWords } from '../../../shared/copy/screens/dossier.ts';
import { SelectField } from '../../components/select-field.tsx';
import type { Delta } from '../../dossier-tab.ts';
import { choiceKey, type BaselineChoice, type BaselineOption } from '../../queries/baseline-options.ts';
import { chooseBaseline, useBaseline, useHidesReviewed } from '../../queries/baseline.ts';
import type { DossierView } from '../../queries/dossier.ts';
import { deltaLine } from './overview-sentence.ts';
import styles from './overview.module.css';

const words = dossierWords.delta;

export interface DeltaHeadProps {
  readonly view: DossierView;
  readonly delta: Delta | null | undefined;
  /** The evidence of either revision isn't all here yet. */
  readonly reading: boolean;
  /** How many changes are of items that the member has viewed as they are. */
  readonly reviewed: number;
  /** Which of the changes. */
  readonly children: ReactNode;
}

/** What the release is compared with, to choose; what came of it; and whether the reviewed is folded away. */
export function DeltaHead({ view, delta, reading, reviewed, children }: DeltaHeadProps): ReactNode {
  const { options, chosen } = useBaseline(view);
  const [hides, setHides] = useHidesReviewed();
  const choose = (key: string): void => {
    const option = options.find(({ choice }) => choiceKey(choice) === key);
    if (option !== undefined) chooseBaseline(view.summary.dossier, option.choice);
  };
  return (
    <div className={styles.head}>
      <div className={styles.choose}>
        <h3>{options.length === 0 ? words.head : chosen === null ? words.compare : words.since}</h3>
        {options.length > 0 && <SelectField label={words.compare} bare value={chosen === null ? unchosen : choiceKey(chosen.choice)} onChange={choose} groups={groupsOf(options, chosen === null)} />}
        {delta && delta.changes.length > 0 && <label className={styles.hide}><input type="checkbox" checked={hides} onChange={(event) => setHides(event.target.checked)} />{words.hide(reviewed)}</label>}
      </div>
      <div className={styles.choose}>
        <p>{delta === undefined ? (reading ? words.reading : words.notHere) : delta === null ? words.first : deltaLine(delta)}</p>
        {children}
      </div>
    </div>
  );
}

/** No key of a choice. */
const unchosen = '';

function groupsOf(options: readonly BaselineOption[], isUnchosen: boolean): readonly { readonly heading: string | null; readonly options: readonly { readonly value: string; readonly label: string }[] }[] {
  const of = (isRevision: boolean) => options.filter(({ choice }) => isRevisionChoice(choice) === isRevision).map(({ choice, label }) => ({ value: choiceKey(choice), label }));
  const [first, revisions] = [of(false), of(true)];
  return [
    ...(isUnchosen || first.length > 0 ? [{ heading: null, options: [...(isUnchosen ? [{ value: unchosen, label: words.nothingApproved }] : []), ...first] }] : []),
    ...(revisions.length > 0 ? [{ heading: words.anyRevision, options: revisions }] : []),
  ];
}

function isRevisionChoice(choice: BaselineChoice): boolean {
  return choice.kind === 'revision';
}
