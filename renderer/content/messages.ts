/**
 * What the window and its content frame say to each other over their one port. Both sides hold every message to its schema and drop what
 * doesn't fit: the frame takes hostile bytes apart, so what it says is as hostile as they are. It can only ever say where words stand.
 */
import { z } from 'zod';
import { longestPageText, mostPdfPages } from '../../shared/dossier/pdf-text.ts';

// Here and before any schema: one that is built without it has already probed for `Function`, which neither page may use.
z.config({ jitless: true });

/** Where the content frame's page is: the only origin that the window may embed. */
export const contentAddress = 'app://content/';
/** The window, as the frame sees it. */
export const windowOrigin = 'app://main';

const Page = z.int().min(0).max(mostPdfPages);
const At = z.int().min(0).max(longestPageText);
const Height = z.number().min(-1e7).max(1e7);
const Piece = z.strictObject({ page: Page, start: At, end: At });
const Place = z.strictObject({ page: Page, at: At });
/** How large pages are drawn: as wide as there is room, or as a part of their own size. */
const Zoom = z.union([z.literal('width'), z.number().min(0.1).max(8)]);
export type Zoom = z.infer<typeof Zoom>;
const Pieces = z.array(Piece).max(20_000);
const Painted = z.strictObject({ note: Pieces, found: Pieces, current: Pieces, passage: Pieces, cursor: Pieces });
export type Painted = z.infer<typeof Painted>;
export type Layer = keyof Painted;
export const layers = ['note', 'found', 'current', 'passage', 'cursor'] as const satisfies readonly Layer[];
const Look = z.enum(['light', 'dark']);
export type Look = z.infer<typeof Look>;

/** From the window to the frame. */
export const Asked = z.discriminatedUnion('kind', [
  /** The document to read. `shows` false: only its text is wanted. */
  z.strictObject({ kind: z.literal('open'), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), shows: z.boolean(), look: Look, zoom: Zoom }),
  z.strictObject({ kind: z.literal('look'), look: Look }),
  z.strictObject({ kind: z.literal('zoom'), zoom: Zoom }),
  z.strictObject({ kind: z.literal('paint'), painted: Painted }),
  /** Brings a passage into sight, or a height of a page. `reach` top: to the top of the frame; near: no further than it takes. */
  z.strictObject({ kind: z.literal('show'), page: Page, start: At.nullable(), end: At.nullable(), top: Height.nullable(), reach: z.enum(['top', 'near']) }),
  z.strictObject({ kind: z.literal('scroll'), screens: z.number().min(-1).max(1) }),
  z.strictObject({ kind: z.literal('ping'), id: z.int().min(0) }),
]);
export type Asked = z.infer<typeof Asked>;

const Target = z.union([z.strictObject({ page: Page, top: Height.nullable() }), z.strictObject({ address: z.string().max(2_000) })]);
const Heading = z.strictObject({ title: z.string().max(400), depth: z.int().min(0).max(8), page: Page, top: Height.nullable() });

/** From the frame to the window. */
export const Told = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), pages: z.int().min(1).max(mostPdfPages) }),
  z.strictObject({ kind: z.literal('headings'), headings: z.array(Heading).max(2_000) }),
  z.strictObject({ kind: z.literal('refused'), why: z.enum(['broken', 'encrypted', 'no-pages', 'too-many-pages']) }),
  /** The text of the next page: they come in order. `links` were counted and checked like the rest. */
  z.strictObject({
    kind: z.literal('page'), page: Page, text: z.string().max(longestPageText),
    stops: z.array(z.strictObject({ start: At, end: At, top: Height })).max(20_000),
    links: z.array(z.strictObject({ start: At, end: At, target: Target })).max(1_000),
  }),
  /** Every page was told. */
  z.strictObject({ kind: z.literal('read') }),
  /** Where the frame is scrolled to: the first and the last place that show, null on pages without text; and the size of the pages. */
  z.strictObject({ kind: z.literal('shown'), page: Page, first: Place.nullable(), last: Place.nullable(), scale: z.number().min(0).max(1_000) }),
  z.strictObject({ kind: z.literal('chosen'), from: Place, to: Place }),
  /** A click: where in the text, null beside it. */
  z.strictObject({ kind: z.literal('pointed'), place: Place.nullable() }),
  /** A link out of the document was clicked. Nothing follows it. */
  z.strictObject({ kind: z.literal('link'), address: z.string().max(2_000) }),
  z.strictObject({ kind: z.literal('pong'), id: z.int().min(0) }),
]);
export type Told = z.infer<typeof Told>;
