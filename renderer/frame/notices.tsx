import type { ReactNode } from 'react';
import { frameWords } from '../../shared/copy/screens/frame.ts';
import { dismiss, notices } from '../bridge/notice.ts';
import { Icon } from '../components/icon.tsx';
import { StateShape } from '../components/state-mark.tsx';
import { TroubleNote } from '../components/trouble-note.tsx';
import { useLive } from '../queries/use-live.ts';
import styles from './notices.module.css';

/** What main refused, which stays until dismissed, and what was done, which goes by itself: it stands on the screen as well. */
export function Notices(): ReactNode {
  const shown = useLive(notices);
  return (
    <section className={styles.region} aria-label={frameWords.notices} aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={styles.notice}>
          {notice.kind === 'trouble' ? <TroubleNote trouble={notice.trouble} /> : <p className={styles.done}><StateShape state="passed" />{notice.text}</p>}
          <button type="button" className={styles.close} onClick={() => dismiss(notice.id)} aria-label={frameWords.dismiss}><Icon name="close" size={16} /></button>
        </div>
      ))}
    </section>
  );
}
