import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { usePrinting } from './printing.ts';
import { useWidthRem } from './register-table.tsx';
import styles from './roomy.module.css';

export interface RoomyProps {
  /** What a drawing is about, where it isn't drawn. */
  readonly head: ReactNode;
  /** The button that draws it all the same, and the one that puts it away again. */
  readonly show: string;
  readonly hide: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Narrower, in rem, and a drawing would be more scrolled than seen. */
const leastRem = 38;

/** A drawing where there is room for it; in a narrow place only when somebody asks: what it shows stands beside it in words. */
export function Roomy({ head, show, hide, className, children }: RoomyProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  const width = useWidthRem(box);
  const printing = usePrinting();
  const isNarrow = width > 0 && width < leastRem && !printing;
  const shown = !isNarrow || asked;
  return (
    <div ref={box} className={shown ? className : undefined}>
      {isNarrow && <div className={styles.ask}>{!asked && <span>{head}</span>}<Button weight="quiet" aria-expanded={asked} onClick={() => setAsked(!asked)}>{asked ? hide : show}</Button></div>}
      {shown && children}
    </div>
  );
}
