import { useEffect, useRef, type ReactNode } from 'react';
import { firstRunWords } from '../../../shared/copy/screens/first-run.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import styles from './first-run.module.css';

/** A screen before there is a board: its sentence, a line under it, and the way back where there is one. Its heading takes the focus when a step leads here. */
export function FirstRunScreen({ title, lead, onBack, wide = false, children }: { readonly title: string; readonly lead: string; readonly onBack?: () => void; readonly wide?: boolean; readonly children?: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const isStep = onBack !== undefined;
  useEffect(() => { if (isStep) heading.current?.focus(); }, [isStep]);
  return (
    <main className={styles.screen} data-wide={wide}>
      <div className={styles.mark}>
        <span className={styles.product}><Icon name="signature" size={24} /> {firstRunWords.product}</span>
        {onBack !== undefined && <Button weight="quiet" onClick={onBack}>{firstRunWords.back}</Button>}
      </div>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      <p className={styles.lead}>{lead}</p>
      {children}
    </main>
  );
}

/** One question: what it is about at the left, its fields at the right. */
export function Question({ heading, text, children }: { readonly heading: string; readonly text: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles.question} aria-label={heading}>
      <div className={styles.about}>
        <h2>{heading}</h2>
        <p>{text}</p>
      </div>
      <div className={styles.answer}>{children}</div>
    </section>
  );
}

/** What is wrong with an answer. */
export function Problem({ children }: { readonly children: string }): ReactNode {
  return <p className={styles.problem}>{children}</p>;
}
