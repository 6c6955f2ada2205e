// One dossier with all of it: 10,000 hazards, 2,000 pieces of evidence in mixed formats, one of them with a table of 100,000 rows. Clicks,
// keys, scrolls and searches as a member makes them, beside JSON.parse of the same bytes in the same page and beside an empty window.
import { hazardCount, longPiece, pieceCount } from './large-boards.mjs';
import { against, alone, median } from './measure.mjs';
import { medians, openHome } from './window-launch.mjs';
import { clickToContent, framesWhile, keysToPaint, memoryOf, parseTime, percentile, walk, wheel, wordsToHits } from './window-page.mjs';

const register = '[role=grid][aria-label="Hazard register"]';
const registerRows = `${register} [role=row][data-index]`;
const hazardFilter = 'input[aria-label="Filter hazards"]';
const list = '[role=listbox][aria-label="Evidence"]';
const evidenceFilter = 'input[aria-label="Filter evidence"]';
const article = `article[aria-label="Evidence ${longPiece}"]`;
const longGrid = `${article} [role=grid]`;
/** Words of hazards, of evidence and of nothing but the long table. */
const words = ['dosage', 'injection', 'trolley', 'feature_17'];
const p95 = (frames) => percentile(frames, 0.95);

/** The hazards, from Home: the click, the filter, the register turned by wheel and walked by keys, and then the search. */
async function hazards({ app, page }, { dossier, digest }) {
  const { first, all } = await clickToContent(page, { hash: `#/dossier/${dossier}/hazards`, rows: registerRows, count: 5, wholeWhenGone: 'Evidence being read' });
  const memory = await memoryOf(app, page);
  const keys = await keysToPaint(page, { field: hazardFilter, shown: register, keys: [...'case 7', ...Array(6).fill('Backspace')] });
  await page.waitForTimeout(200);
  const turned = await framesWhile(page, () => wheel(page, register));
  const walked = await framesWhile(page, () => walk(page, register));
  const scrolled = await memoryOf(app, page);
  const everywhere = await wordsToHits(page, { words, within: false });
  const here = await wordsToHits(page, { words, within: true });
  const searched = await memoryOf(app, page);
  const { parse, megabytes } = await parseTime(page, { revision: digest, of: 'register' });
  return {
    first, all, parse, megabytes, key: median(keys), slowestKey: Math.max(...keys), turned: p95(turned), walked: p95(walked), window: memory.window, heap: memory.heap, scrolled: scrolled.window, searched: searched.window,
    everywhere: median(everywhere.times), slowestEverywhere: Math.max(...everywhere.times), here: median(here.times), indexed: everywhere.waited,
  };
}

/** The landing tab, from Home. */
async function overview({ page }, { dossier, digest }) {
  const { first, all } = await clickToContent(page, { hash: `#/dossier/${dossier}/overview`, rows: 'main h3', count: 3, wholeWhenGone: 'Evidence being read' });
  return { first, all, ...await parseTime(page, { revision: digest, of: 'register' }) };
}

/** The list of all evidence, from Home, with a small piece beside it. */
async function evidenceList({ app, page }, { dossier, digest }) {
  const { first, all } = await clickToContent(page, { hash: `#/dossier/${dossier}/evidence/E-0002`, rows: `${list} [role=option]`, count: 10, wholeWhenGone: 'Evidence being read' });
  const { window, heap } = await memoryOf(app, page);
  const keys = await keysToPaint(page, { field: evidenceFilter, shown: list, keys: [...'run 17', ...Array(6).fill('Backspace')] });
  const { parse, megabytes } = await parseTime(page, { revision: digest, of: 'evidence' });
  return { first, all, window, heap, key: median(keys), slowestKey: Math.max(...keys), parse, megabytes };
}

/** The piece with the long table, from Home; then the largest of its groups unfolded, turned and walked. */
async function longTable({ app, page }, { dossier, digest }) {
  const { first } = await clickToContent(page, { hash: `#/dossier/${dossier}/evidence/${longPiece}`, rows: `${article} tbody tr` });
  const { window, heap } = await memoryOf(app, page);
  await page.locator(`${article} button`, { hasText: 'show all' }).first().click();
  await page.locator(longGrid).waitFor();
  await page.locator(longGrid).scrollIntoViewIfNeeded();
  const turned = await framesWhile(page, () => wheel(page, longGrid));
  const walked = await framesWhile(page, () => walk(page, longGrid));
  const scrolled = await memoryOf(app, page);
  const { parse, megabytes } = await parseTime(page, { revision: digest, of: 'evidence', pieces: [0] });
  return { first, parse, megabytes, window, heap, turned: p95(turned), walked: p95(walked), scrolled: scrolled.window };
}

/** The very first opening of the evidence on this machine, when main checks it; answers milliseconds to the long piece on screen. */
async function firstEver(app, { folder, dossier }) {
  const { app: started, page } = await openHome(app, folder);
  const { first } = await clickToContent(page, { hash: `#/dossier/${dossier}/evidence/${longPiece}`, rows: `${article} tbody tr` });
  await page.getByText('Evidence being read').waitFor({ state: 'detached', timeout: 120_000 });
  await page.waitForTimeout(500);
  await started.close();
  return first;
}

/** `empty`: frames and memory of an empty window in this run. */
export async function wholeEntries(app, board, empty) {
  const unchecked = await firstEver(app, board);
  const o = await medians(app, board.folder, (opened) => overview(opened, board));
  const h = await medians(app, board.folder, (opened) => hazards(opened, board));
  const e = await medians(app, board.folder, (opened) => evidenceList(opened, board));
  const t = await medians(app, board.folder, (opened) => longTable(opened, board));
  const parseOf = 'JSON.parse of the same bytes';
  const frames = (name, value, note) => against(name, value, 'ms', 'the same turns over an empty window', empty.frames, note);
  const memory = (name, value, note) => against(name, value, 'MB', 'an empty window', empty.window, note);
  const scale = `${hazardCount.toLocaleString('en')} hazards and ${pieceCount.toLocaleString('en')} pieces of evidence`;
  return [
    against('Whole dossier: overview on screen', o.first, 'ms', parseOf, o.parse, 'Its evidence marked as being read; against the register alone.'),
    alone('Whole dossier: overview complete', o.all, 'ms', 'Until all evidence is read and judged.'),
    against('Whole dossier: hazards on screen', h.first, 'ms', parseOf, h.parse, `${h.megabytes.toFixed(1)} MB of register among ${scale}; to painted rows, their evidence marked as being read.`),
    alone('Whole dossier: hazards complete', h.all, 'ms', 'Until all evidence is read and judged.'),
    against('Whole dossier: evidence on screen', e.first, 'ms', parseOf, e.parse, `${e.megabytes.toFixed(1)} MB of ${pieceCount.toLocaleString('en')} pieces; to the painted list.`),
    alone('Whole dossier: evidence complete', e.all, 'ms', 'Until each piece in the list is judged.'),
    against('Whole dossier: long table on screen', t.first, 'ms', parseOf, t.parse, `${board.rows.toLocaleString('en')} rows, ${t.megabytes.toFixed(1)} MB.`),
    against('Whole dossier: long table, first time ever', unchecked, 'ms', parseOf, t.parse, 'One run: main checks each piece the first time, and remembers.'),
    alone('Filter key to paint, hazards', h.key, 'ms', `Median of real keys that changed the rows; the slowest ${h.slowestKey.toFixed(0)} ms.`),
    alone('Filter key to paint, evidence', e.key, 'ms', `The slowest ${e.slowestKey.toFixed(0)} ms.`),
    frames('p95 frame, register by wheel', h.turned, 'Frames while the wheel turns over the register.'),
    frames('p95 frame, register by keys', h.walked, 'Page and arrow keys held, some thirty steps a second; details follow when the key rests.'),
    frames('p95 frame, long table by wheel', t.turned, 'A group of 25,000 rows unfolded.'),
    frames('p95 frame, long table by keys', t.walked, ''),
    alone('Search to painted hits, everywhere', h.everywhere, 'ms', `A whole word at once; the slowest ${h.slowestEverywhere.toFixed(0)} ms; the index was whole ${h.indexed.toFixed(0)} ms after the palette opened.`),
    alone('Search to painted hits, this dossier', h.here, 'ms', 'The same words.'),
    memory('Window memory, hazards', h.window, `Highest working set; JavaScript holds ${h.heap.toFixed(0)} MB.`),
    memory('Window memory, evidence', e.window, `JavaScript holds ${e.heap.toFixed(0)} MB.`),
    memory('Window memory, long table', t.window, `JavaScript holds ${t.heap.toFixed(0)} MB.`),
    memory('Window memory, after scrolling', Math.max(h.scrolled, t.scrolled), 'The higher of register and long table.'),
    memory('Window memory, after searching', h.searched, 'With the index of everything.'),
  ];
}
