/**
 * The worker’s order of work: a question goes before anything that is taken in, and the newest question is the only one that is answered.
 * Taking in goes step by step, so that a question never waits for a long document. Knows no clock and no worker.
 */
import { passageRecords, pageRecords, readable } from './document-records.ts';
import { evidenceRecords } from './evidence-records.ts';
import { hazardRecord } from './hazard-records.ts';
import { Library } from './library.ts';
import type { Said, Told, Work } from './messages.ts';
import type { SearchRecord } from './record.ts';

/** More than this of one dossier, or of so much text altogether, would take the machine too much memory. */
export interface Limits { readonly recordsOfShelf: number; readonly characters: number }
export const limits: Limits = { recordsOfShelf: 250_000, characters: 120_000_000 };

interface Waiting { readonly ticket: number; readonly shelf: string; readonly steps: Iterator<SearchRecord> }

export class Desk {
  readonly #library = new Library();
  readonly #say: (said: Said) => void;
  readonly #nowMs: () => number;
  readonly #limits: Limits;
  #work: Waiting[] = [];
  #question: Extract<Told, { readonly kind: 'ask' }> | null = null;
  #cut = new Set<string>();

  constructor(say: (said: Said) => void, nowMs: () => number, most: Limits = limits) {
    this.#say = say;
    this.#nowMs = nowMs;
    this.#limits = most;
  }

  /** Takes a message; what is to be done about it is done in `step`. */
  hear(told: Told): void {
    if (told.kind === 'ask') this.#question = told;
    else if (told.kind === 'drop') this.#drop(told.shelf);
    else this.#work.push({ ticket: told.ticket, shelf: told.shelf, steps: this.#stepsOf(told.shelf, told.work) });
  }

  /** Does the next thing: the newest question, or some of what is to be taken in, for no longer than `budgetMs`. False when there is nothing left. */
  step(budgetMs: number): boolean {
    if (this.#question !== null) {
      const { serial, question } = this.#question;
      this.#question = null;
      const from = this.#nowMs();
      const answer = this.#library.answer(question);
      this.#say({ kind: 'answer', serial, answer, tookMs: this.#nowMs() - from });
    } else this.#takeIn(budgetMs);
    return this.#question !== null || this.#work.length > 0;
  }

  #takeIn(budgetMs: number): void {
    const until = this.#nowMs() + budgetMs;
    for (let next = this.#work[0]; next !== undefined; next = this.#work[0]) {
      let failure: string | null = null;
      try {
        if (!this.#goOn(next, until)) return;
      } catch (error) {
        // What can't be read is left out; everything else is still found.
        failure = String(error);
      }
      this.#work.shift();
      if (!this.#work.some((other) => other.shelf === next.shelf)) this.#library.settle(next.shelf);
      this.#say({ kind: 'done', ticket: next.ticket, cut: this.#cut.has(next.shelf), failure });
      if (this.#nowMs() >= until) return;
    }
  }

  /** Goes on with a piece of work; true when it is done. */
  #goOn({ shelf, steps }: Waiting, until: number): boolean {
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      if (this.#isFull(shelf)) this.#cut.add(shelf);
      else this.#library.put(shelf, step.value);
      if (this.#nowMs() >= until) return false;
    }
    return true;
  }

  #isFull(shelf: string): boolean {
    return this.#library.sizeOf(shelf) >= this.#limits.recordsOfShelf || this.#library.weight.characters >= this.#limits.characters;
  }

  #drop(shelf: string): void {
    this.#library.drop(shelf);
    this.#cut.delete(shelf);
    for (const { ticket } of this.#work.filter((one) => one.shelf === shelf)) this.#say({ kind: 'done', ticket, cut: false, failure: null });
    this.#work = this.#work.filter((one) => one.shelf !== shelf);
  }

  /** What a piece of work brings, one record after the other. */
  *#stepsOf(shelf: string, work: Work): Generator<SearchRecord> {
    switch (work.kind) {
      case 'records': return yield* work.records;
      case 'hazards': for (const hazard of work.hazards) yield hazardRecord(hazard); return;
      case 'evidence': return yield* evidenceRecords(work.entry, JSON.parse(work.json) as Parameters<typeof evidenceRecords>[1]);
      case 'document': return yield* passageRecords(work.entry, readable(work.mediaType, work.text));
      case 'pages': return yield* pageRecords(work.entry, work.pages, work.before);
      case 'remove': for (const key of work.keys) this.#library.remove(shelf, key);
    }
  }
}
