/** Draws in a process of its own: a large packet takes seconds, and the app's own process has windows to answer. */
import type { EmbeddedFile } from '../../shared/packet/basis.ts';
import type { PaperSize } from '../../shared/board/paper-size.ts';
import type { FontFiles } from './document.ts';
import type { DrawElsewhere, PaperSource } from './paper.ts';

export interface DrawRequest { readonly source: PaperSource; readonly statementFile: EmbeddedFile; readonly fonts: FontFiles; readonly paper: PaperSize | undefined }

/** A process that draws one paper. `onExit` may follow an answer. */
export interface PaperChild {
  post(request: DrawRequest): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Ten minutes: far beyond what the largest packet takes, so that a process that hangs doesn't hold up its packet for ever. */
const patienceMs = 600_000;

/** Draws each paper in a new process. Answers null where the process ended, hung, or answered with anything but bytes: the caller then draws itself. */
export function drawIn(fork: () => PaperChild): DrawElsewhere {
  return (source, statementFile, fonts, paper) => new Promise((resolve) => {
    const child = fork();
    const answer = (bytes: Uint8Array | null): void => {
      clearTimeout(timer);
      resolve(bytes);
      child.kill();
    };
    const timer = setTimeout(() => answer(null), patienceMs);
    child.onMessage((message) => answer(message instanceof Uint8Array ? message : null));
    child.onExit(() => answer(null));
    child.post({ source, statementFile, fonts, paper });
  });
}
