/** What the window and the search worker say to each other: plain data, each piece of work with a ticket that comes back when it is done. */
import type { Hazard } from '../../shared/dossier/hazard.ts';
import type { PdfPage } from '../../shared/dossier/pdf-text.ts';
import type { DocumentEntry } from '../../shared/dossier/revision.ts';
import type { Answer } from './answer.ts';
import type { Listed } from './hazard-records.ts';
import type { Question } from './library.ts';
import type { SearchRecord } from './record.ts';

/** Something to be taken in. */
export type Work =
  | { readonly kind: 'records'; readonly records: readonly SearchRecord[] }
  | { readonly kind: 'hazards'; readonly hazards: readonly Hazard[] }
  /** A piece of evidence as text: the worker parses it, so that the window needn’t. */
  | { readonly kind: 'evidence'; readonly entry: Listed; readonly json: string }
  | { readonly kind: 'document'; readonly entry: Listed; readonly mediaType: DocumentEntry['mediaType']; readonly text: string }
  /** Pages of a PDF that follow each other; `before`: how many pages and reading stops come before them. */
  | { readonly kind: 'pages'; readonly entry: Listed; readonly pages: readonly Pick<PdfPage, 'text' | 'stops'>[]; readonly before: { readonly pages: number; readonly stops: number } }
  | { readonly kind: 'remove'; readonly keys: readonly string[] };

/** From the window. */
export type Told =
  | { readonly kind: 'work'; readonly ticket: number; readonly shelf: string; readonly work: Work }
  | { readonly kind: 'drop'; readonly shelf: string }
  | { readonly kind: 'ask'; readonly serial: number; readonly question: Question };

/** From the worker. `cut`: the shelf holds more than is searched. `failure`: why the work could not be done. `tookMs`: how long it looked. */
export type Said =
  | { readonly kind: 'done'; readonly ticket: number; readonly cut: boolean; readonly failure: string | null }
  | { readonly kind: 'answer'; readonly serial: number; readonly answer: Answer; readonly tookMs: number };
