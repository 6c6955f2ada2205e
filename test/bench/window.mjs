// The app's window: a cold start to Home against an empty Electron window; a dossier of 10,000 hazards and evidence of 100,000 rows on screen,
// each against JSON.parse of the same bytes; and what main, the window and the signer take in memory at their highest.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { perform } from '../../electron/board/perform.ts';
import { storeRevision } from '../../electron/dossier/import.ts';
import { bringDisplay } from '../../electron/runtime/display.mjs';
import { own } from '../../electron/runtime/non-root.mjs';
import { sha256 } from '../../shared/bytes/digest.ts';
import { makeRevision } from '../../shared/dossier/revision-tree.ts';
import { readEvidence } from '../../shared/evidence/registry.ts';
import { ok } from '../../shared/result.ts';
import { hazards } from '../builders/packet-basis.ts';
import { rawFile } from '../builders/raw-file.ts';
import { valueOf } from '../builders/test-vault.ts';
import { foundWorkingBoard, passphrase } from '../builders/working-board.ts';
import { boardPorts } from '../fakes/board-ports.ts';
import { electronProcess, startableElectron } from './electron-process.mjs';
import { tables } from './evidence-tables.mjs';
import { against, alone, median } from './measure.mjs';

const hazardCount = 10_000;
const dossier = 'wide-register';
const tablesDossier = 'wide-tables';
const emptyApp = fileURLToPath(new URL('./empty-app', import.meta.url));

/** A board with one published dossier of many hazards; answers its profile and the bytes of the register. */
async function wideProfile(root) {
  mkdirSync(path.join(root, 'store'), { recursive: true });
  const profile = await foundWorkingBoard(root, boardPorts());
  const made = valueOf(makeRevision({
    dossier, product: { id: 'wide', name: 'Wide Register', release: '1.0', vendor: 'Halden Compute AS' }, intendedUse: 'Measuring the window.', notCovered: [], owners: ['Halden Compute AS'],
    artifacts: [{ name: 'wide.onnx', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], thresholds: [], evidence: [],
    register: { format: 1, kind: 'hazard-register', hazards: hazards(hazardCount).map((hazard, i) => ({ ...hazard, id: `H-${String(i + 1).padStart(5, '0')}`, evidence: [], mitigations: hazard.mitigations.map((mitigation) => ({ ...mitigation, evidence: [] })) })) },
    documents: [{ id: 'D-1', title: 'Note', mediaType: 'text/markdown', file: rawFile('documents/note.md', '# Note\n') }],
  }, sha256));
  await publish(profile, made);
  return { folder: profile.folder, register: made.objects.get(made.revision.hazards.object), digest: made.digest };
}

async function publish(profile, { digest, objects, revision }) {
  valueOf(await storeRevision(digest, objects, profile.vault.objects));
  valueOf(await perform(profile, { name: 'publish-revision', dossier: revision.dossier, revision: digest, note: null }, async () => ok(passphrase)));
}

/** A board with a dossier for each of the large tables: the window takes all evidence of a revision at once. */
async function tablesProfile(root) {
  mkdirSync(path.join(root, 'store'), { recursive: true });
  const profile = await foundWorkingBoard(root, boardPorts());
  const shown = [];
  for (const { format, name, text, answers, rows } of tables()) {
    const files = [rawFile(name, text)];
    const { evidence } = valueOf(readEvidence({ files, format, kind: null, answers }));
    const made = valueOf(makeRevision({
      dossier: `${tablesDossier}-${format}`, product: { id: 'wide', name: 'Wide Tables', release: '1.0', vendor: 'Halden Compute AS' }, intendedUse: 'Measuring the window.', notCovered: [], owners: ['Halden Compute AS'],
      artifacts: [{ name: 'wide.onnx', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], thresholds: [], documents: [], evidence: [{ id: 'E-01', title: name, neutral: evidence, files }],
      register: { format: 1, kind: 'hazard-register', hazards: hazards(1).map((hazard) => ({ ...hazard, evidence: [], mitigations: hazard.mitigations.map((mitigation) => ({ ...mitigation, evidence: [] })) })) },
    }, sha256));
    await publish(profile, made);
    shown.push({ format, rows, dossier: made.revision.dossier, digest: made.digest });
  }
  return { folder: profile.folder, shown };
}

async function launch(app, words) {
  const { executable } = startableElectron();
  const started = await _electron.launch({ executablePath: executable, chromiumSandbox: true, args: [app, ...words] });
  return { app: started, page: await started.firstWindow() };
}

/** Milliseconds from the start of the process to a heading on the page, as Playwright sees both programs. */
async function startMs(app, words, ready) {
  const startedAt = performance.now();
  const { app: started, page } = await launch(app, words);
  await page.locator(ready).first().waitFor();
  const took = performance.now() - startedAt;
  return { took, app: started, page };
}

async function medianStart(app, words, ready, runs = 4) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const { took, app: started } = await startMs(app, words, ready);
    if (run > 0) times.push(took);
    await started.close();
  }
  return median(times);
}

/** In the page: from choosing the hazards of the dossier, with nothing of it loaded, to rows that are painted. */
async function hazardsOnScreen(page, digest) {
  return page.evaluate(async ([id, revision]) => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const { register } = (await globalThis.countersign['revision.read']({ revision })).value;
    const text = new TextDecoder().decode(register);
    const parses = [];
    for (let run = 0; run < 7; run++) {
      const at = performance.now();
      JSON.parse(text);
      parses.push(performance.now() - at);
    }
    const rows = () => document.querySelectorAll('[role=grid][aria-label="Hazard register"] [role=row][data-index]').length;
    const startedAt = performance.now();
    location.hash = `#/dossier/${id}/hazards`;
    while (rows() < 5) await painted();
    const onScreen = performance.now() - startedAt;
    const field = document.querySelector('input[type=search], [aria-label="Filter hazards"] input, input[aria-label="Filter hazards"]');
    const filters = [];
    for (const value of ['tool', 'dosage', '']) {
      const before = document.querySelector('[role=grid][aria-label="Hazard register"]').getAttribute('aria-rowcount');
      const at = performance.now();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, value);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      while (document.querySelector('[role=grid][aria-label="Hazard register"]').getAttribute('aria-rowcount') === before) await painted();
      filters.push(performance.now() - at);
    }
    parses.sort((a, b) => a - b);
    filters.sort((a, b) => a - b);
    return { onScreen, parse: parses[3], filter: filters[1] };
  }, [dossier, digest]);
}

/** In the page: from choosing the evidence of a dossier, with nothing of it loaded, to its rows painted; and what is in the page then. */
async function evidenceOnScreen(page, { dossier: id, digest }) {
  return page.evaluate(async ([shown, revision]) => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const startedAt = performance.now();
    location.hash = `#/dossier/${shown}/evidence`;
    const rows = () => document.querySelectorAll('article[aria-label="Evidence E-01"] tbody tr').length;
    while (rows() === 0) {
      const told = document.querySelector('main')?.innerText ?? '';
      if (performance.now() - startedAt > 60_000 || /stopped working/.test(told)) return { failed: told.split('\n', 1)[0] };
      await painted();
    }
    await painted();
    const onScreen = performance.now() - startedAt;
    const [neutral] = (await globalThis.countersign['evidence.read']({ revision })).value;
    const text = new TextDecoder().decode(neutral);
    const parses = [];
    for (let run = 0; run < 5; run++) {
      const at = performance.now();
      JSON.parse(text);
      parses.push(performance.now() - at);
    }
    parses.sort((a, b) => a - b);
    return { onScreen, parse: parses[2], rows: rows(), megabytes: neutral.length / 1e6 };
  }, [id, digest]);
}

export async function measure() {
  await bringDisplay();
  const root = mkdtempSync(path.join(startableElectron().scratch('bench'), 'wide-'));
  const { folder, register, digest } = await wideProfile(path.join(root, 'register'));
  const wideTables = await tablesProfile(path.join(root, 'tables'));
  own(root);
  const { app: appFolder } = startableElectron();
  const empty = electronProcess(emptyApp);
  const words = ['--profile', folder];
  // The first start fills the window's database: a start after it is the usual one.
  const first = await startMs(appFolder, words, 'main h1');
  await first.app.close();

  const ours = await medianStart(appFolder, words, 'main h1');
  const bare = await medianStart(empty.folder, [], 'h1');

  const runs = [];
  let memory;
  for (let run = 0; run < 3; run++) {
    const { app, page } = await launch(appFolder, [...words]);
    await page.locator('main h1').first().waitFor();
    runs.push(await hazardsOnScreen(page, digest));
    memory = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ type, name, serviceName, memory: { peakWorkingSetSize } }) => ({ type, name: name ?? serviceName ?? '', peakMb: peakWorkingSetSize / 1024 })));
    await app.close();
  }
  const tableEntries = [];
  for (const table of wideTables.shown) {
    const seen = [];
    let window;
    for (let run = 0; run < 3; run++) {
      const { app, page } = await launch(appFolder, ['--profile', wideTables.folder]);
      await page.locator('main h1').first().waitFor();
      seen.push(await evidenceOnScreen(page, table));
      window = Math.max(...(await app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').map(({ memory: { peakWorkingSetSize } }) => peakWorkingSetSize / 1024))));
      await app.close();
    }
    const failed = seen.find((one) => one.failed !== undefined);
    if (failed !== undefined) {
      tableEntries.push(alone(`${table.rows.toLocaleString('en')} rows of ${table.format} on screen, failed`, 1, 'failure', failed.failed));
      continue;
    }
    const { rows: rowsInPage, megabytes } = seen[0];
    const note = `${megabytes.toFixed(1)} MB in neutral form; from the click to painted rows, ${rowsInPage.toLocaleString('en')} of them in the page.`;
    tableEntries.push(
      against(`${table.rows.toLocaleString('en')} rows of ${table.format} on screen`, median(seen.map(({ onScreen }) => onScreen)), 'ms', 'JSON.parse of the same bytes', median(seen.map(({ parse }) => parse)), note),
      alone(`Peak memory, window, ${table.format}`, window, 'MB', 'Highest working set with that evidence on screen.'),
    );
  }
  const of = (key) => median(runs.map((run) => run[key]));
  const peak = (pick) => Math.max(0, ...memory.filter(pick).map(({ peakMb }) => peakMb));
  const megabytes = (register.length / 1e6).toFixed(1);
  const peakNote = 'Highest working set with 10,000 hazards on screen; shared pages count in each process.';
  rmSync(root, { recursive: true, force: true });
  return [
    against('Cold start to Home', ours, 'ms', 'an empty Electron window', bare, 'From the start of the process to the heading, both through Playwright.'),
    against(`${hazardCount.toLocaleString('en')} hazards on screen`, of('onScreen'), 'ms', 'JSON.parse of the same bytes', of('parse'), `${megabytes} MB of register; from the click to painted rows, Home shown before.`),
    ...tableEntries,
    alone('Filter keystroke to paint', of('filter'), 'ms', `Over ${hazardCount.toLocaleString('en')} hazards.`),
    alone('Peak memory, main', peak(({ type }) => type === 'Browser'), 'MB', peakNote),
    alone('Peak memory, window', peak(({ type }) => type === 'Tab'), 'MB', peakNote),
    alone('Peak memory, signer', peak(({ name }) => /signer/.test(name)), 'MB', peakNote),
  ];
}
