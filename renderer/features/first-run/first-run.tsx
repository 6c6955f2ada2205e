import type { ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { tourWords } from '../../../shared/copy/tour.ts';
import { Button } from '../../components/button.tsx';
import { useDraft } from '../../queries/draft.ts';
import { useSample, type Progress } from '../../queries/sample.ts';
import { markTourOffered, startTour } from '../../queries/tour.ts';
import { emptyFirstRun, FirstRunDraft, firstRunDraftId } from './first-run-draft.ts';
import { FirstRunScreen } from './first-run-screen.tsx';
import { Found } from './found.tsx';
import { Join } from './join.tsx';
import { VerifyPacket } from './verify-packet.tsx';
import styles from './first-run.module.css';

/** An empty profile: set up a board, join one, or look around on the sample. What was begun is there again after the window was loaded again. */
export function FirstRun(): ReactNode {
  const [kept, save, forget] = useDraft(firstRunDraftId, FirstRunDraft);
  const draft = kept ?? emptyFirstRun;
  const back = (): void => save({ ...draft, way: null });
  if (draft.way === 'found') return <Found form={draft.found} onChange={(found) => save({ ...draft, found })} onBack={back} onDone={forget} />;
  if (draft.way === 'join') return <Join form={draft.join} onChange={(join) => save({ ...draft, join })} onBack={back} onDone={forget} />;
  return <Start begun={draft} onWay={(way) => save({ ...draft, way })} />;
}

const words = firstRunWords.start;

function Start({ begun, onWay }: { readonly begun: FirstRunDraft; readonly onWay: (way: 'found' | 'join') => void }): ReactNode {
  const { progress, make } = useSample();
  const isMaking = progress !== null;
  const hasBegun = begun.found.name !== '' || begun.found.founder !== '';
  return (
    <FirstRunScreen title={words.title} lead={words.lead}>
      <Way id="found" title={words.found.title} text={words.found.text}>
        <Button weight="primary" disabled={isMaking} onClick={() => onWay('found')}>{hasBegun ? words.found.resume : words.found.action}</Button>
      </Way>
      <Way id="join" title={words.join.title} text={words.join.text}>
        <Button disabled={isMaking} onClick={() => onWay('join')}>{begun.join.name === null ? words.join.action : words.join.resume}</Button>
      </Way>
      <Way id="sample" title={words.sample.title} text={words.sample.text}>
        {isMaking ? <Making progress={progress} /> : (
          <>
            <Button onClick={() => { startTour(); void make(); }}>{tourWords.take}</Button>
            <Button onClick={() => { markTourOffered(); void make(); }}>{words.sample.action}</Button>
          </>
        )}
      </Way>
      <section className={styles.plain} aria-labelledby="verify">
        <h2 id="verify">{words.verify.title}</h2>
        <p>{words.verify.text}</p>
        <VerifyPacket />
      </section>
    </FirstRunScreen>
  );
}

function Way({ id, title, text, children }: { readonly id: string; readonly title: string; readonly text: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles.way} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
      </div>
      <div className={styles.choices}>{children}</div>
    </section>
  );
}

function Making({ progress: { done, total, step } }: { readonly progress: Progress }): ReactNode {
  return (
    <div className={styles.making}>
      <progress aria-label={words.sample.making} max={total === 0 ? undefined : total} value={total === 0 ? undefined : done} />
      <p role="status">{words.sample.step(step, done, total)}</p>
    </div>
  );
}
