/** The window’s end of the search worker: started when somebody first searches, ended when nobody has for a while. */
import type { Answer } from '../search/answer.ts';
import type { Question } from '../search/library.ts';
import type { Said, Told, Work } from '../search/messages.ts';
import { reportDefect } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';

/** What became of work that was given; null: the worker ended before. */
export type Done = Extract<Said, { readonly kind: 'done' }> | null;

interface Running {
  readonly worker: Worker;
  readonly work: Map<number, (done: Done) => void>;
  question: { readonly serial: number; readonly settle: (answer: Answer | null) => void } | null;
}

/** How often the worker may break before the search gives up: what breaks it comes again. */
const mostFailures = 3;
let failures = 0;

/** The search has given up. */
export const searchBroken = live(false);

let running: Running | null = null;
let counter = 0;
const onEnds = new Set<() => void>();

/** Calls a function whenever the worker ends and all it knew is gone. */
export function onSearchEnd(listener: () => void): void {
  onEnds.add(listener);
}

function start(): Running | null {
  if (running !== null || searchBroken.get()) return running;
  const worker = new Worker(new URL('../search/search-worker.ts', import.meta.url), { type: 'module', name: 'search' });
  const mine: Running = { worker, work: new Map(), question: null };
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'answer') {
      if (mine.question?.serial !== data.serial) return;
      mine.question.settle(data.answer);
      mine.question = null;
      return;
    }
    if (data.failure !== null) void reportDefect(new Error(`search: ${data.failure}`));
    mine.work.get(data.ticket)?.(data);
    mine.work.delete(data.ticket);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    void reportDefect(new Error(`search worker: ${event.message}`));
    failures += 1;
    if (failures >= mostFailures) searchBroken.set(true);
    endSearch();
  };
  running = mine;
  return mine;
}

const tell = (to: Running, told: Told): void => to.worker.postMessage(told);

/** Gives the worker something to take in; settles when it is. */
export function takeIn(shelf: string, work: Work): Promise<Done> {
  const to = start();
  if (to === null) return Promise.resolve(null);
  const ticket = ++counter;
  return new Promise((resolve) => {
    to.work.set(ticket, resolve);
    tell(to, { kind: 'work', ticket, shelf, work });
  });
}

/** Forgets a shelf. */
export function dropShelf(shelf: string): void {
  if (running !== null) tell(running, { kind: 'drop', shelf });
}

/** Asks; the newest question wins, and an older one that still waits is answered with null. */
export function askSearch(question: Question): Promise<Answer | null> {
  const to = start();
  if (to === null) return Promise.resolve({ text: question.text, groups: [], completions: [], near: false });
  to.question?.settle(null);
  const serial = ++counter;
  return new Promise((settle) => {
    to.question = { serial, settle };
    tell(to, { kind: 'ask', serial, question });
  });
}

/** Ends the worker: everything that it knew is given back to the machine. */
export function endSearch(): void {
  const ended = running;
  running = null;
  if (ended === null) return;
  ended.worker.terminate();
  ended.question?.settle(null);
  for (const settle of ended.work.values()) settle(null);
  for (const listener of onEnds) listener();
}
