import type { ReactNode } from 'react';
import { tourWords } from '../../../shared/copy/tour.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useSample, type Progress } from '../../queries/sample.ts';
import { markTourOffered, startTour } from '../../queries/tour.ts';
import { Command } from './command.tsx';
import { VerifyPacket } from './verify-packet.tsx';
import styles from './first-run.module.css';

/** An empty profile: look around on the sample board, or set up or join a real one. */
export function FirstRun(): ReactNode {
  const { progress, make } = useSample();
  return (
    <main className={styles.screen}>
      <div className={styles.mark}><Icon name="signature" size={24} /> Countersign</div>
      <h1>What is signed is exactly what was reviewed.</h1>
      <p className={styles.lead}>This profile has no board yet. Look around on a sample, or set up the board that you sit on.</p>
      <section className={styles.way} aria-labelledby="sample">
        <h2 id="sample">Explore the sample board</h2>
        <p>Releases with their hazards and evidence, a board of made-up people, and votes still to give. Its keys are made on this machine, what it signs never verifies as real, and you can remove it at any time.</p>
        {progress === null ? (
          <div className={styles.choices}>
            <Button weight="primary" onClick={() => { markTourOffered(); void make(); }}>Open the sample board</Button>
            <Button onClick={() => { startTour(); void make(); }}>{tourWords.take}</Button>
          </div>
        ) : <Making progress={progress} />}
      </section>
      <section className={styles.way} aria-labelledby="found">
        <h2 id="found">Found a board</h2>
        <p>Whoever keeps the board’s keys does this once, on the command line. It makes the charter, the first member and the trust file that others verify with.</p>
        <Command>countersign board init --help</Command>
      </section>
      <section className={styles.way} aria-labelledby="join">
        <h2 id="join">Join a board</h2>
        <p>Ask the secretary for an invitation. Your keys are made here and never leave this machine; the secretary admits the request that you send back.</p>
        <Command>countersign board join --help</Command>
      </section>
      <section className={styles.way} aria-labelledby="verify">
        <h2 id="verify">Verify a packet</h2>
        <p>You don’t need a board for it: only the PDF, and the trust file that its board gave you.</p>
        <VerifyPacket />
      </section>
      <p className={styles.foot}>Start Countersign again once the board is there.</p>
    </main>
  );
}

function Making({ progress: { done, total, step } }: { readonly progress: Progress }): ReactNode {
  return (
    <div className={styles.making}>
      <progress aria-label="Making the sample board" max={total === 0 ? undefined : total} value={total === 0 ? undefined : done} />
      <p role="status">{step}{total > 0 ? `, ${done} of ${total}` : ''}</p>
    </div>
  );
}
