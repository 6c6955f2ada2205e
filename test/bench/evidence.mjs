// Evidence: a folder of 1,000 files packed, checked and inspected by the built command, against a plain Node that reads and hashes the same
// bytes; what the command and its parser take in memory; and tables of 100,000 rows, read and judged.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { openParserProcess, parserLimits } from '../../electron/parser/parser-client.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { makeEvidence } from '../../shared/dossier/revision-tree.ts';
import { judgeEvidence } from '../../shared/evidence/judge.ts';
import { readers } from '../../shared/evidence/registry.ts';
import { writeEvidenceFolder } from './evidence-folder.mjs';
import { tables } from './evidence-tables.mjs';
import { against, alone, median, medianMs } from './measure.mjs';

const command = fileURLToPath(new URL('../../dist/cli/countersign.js', import.meta.url));
const parserEntry = fileURLToPath(new URL('../../dist/cli/parser.js', import.meta.url));
const memoryMb = parserLimits.memoryBytes / 1024 / 1024;
const lookEveryMs = 10;

/** Reads and hashes each file that is named on standard input. */
const hashing = `
  const { createHash } = require('node:crypto');
  const { readFileSync } = require('node:fs');
  for (const file of readFileSync(0, 'utf8').split('\\n')) createHash('sha256').update(readFileSync(file)).digest('hex');
`;

/** A number of kilobytes from a process's own account; 0 where it is gone, and on systems without one. */
function kilobytes(pid, name) {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'ascii'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Children of a process, as the system lists them now. */
function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'ascii').split(' ')).filter((one) => one !== '').map(Number);
  } catch {
    return [];
  }
}

/** A whole process: how long it took, how it ended, and in MB its own highest memory, its children's, and the most of all at one instant. */
function run(words, { input = '', codes = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'ignore', 'pipe'] });
    const peaks = { own: 0, child: 0, together: 0 };
    let errors = '';
    const looker = setInterval(() => {
      const below = childrenOf(child.pid);
      peaks.own = Math.max(peaks.own, kilobytes(child.pid, 'VmHWM'));
      peaks.child = Math.max(peaks.child, ...below.map((pid) => kilobytes(pid, 'VmHWM')));
      peaks.together = Math.max(peaks.together, [child.pid, ...below].reduce((sum, pid) => sum + kilobytes(pid, 'VmRSS'), 0));
    }, lookEveryMs);
    child.stderr.on('data', (part) => { errors = `${errors}${part}`.slice(-4000); });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(looker);
      if (!codes.includes(code)) reject(new Error(`${words.join(' ')} exited with ${code}: ${errors}`));
      else resolve({ tookMs: performance.now() - startedAt, own: peaks.own / 1024, child: peaks.child / 1024, together: peaks.together / 1024 });
    });
    child.stdin.end(input);
  });
}

async function several(work, runs = 3) {
  const all = [];
  for (let i = 0; i < runs; i++) all.push(await work());
  return { tookMs: median(all.map(({ tookMs }) => tookMs)), ...Object.fromEntries(['own', 'child', 'together'].map((key) => [key, Math.max(...all.map((one) => one[key]))])) };
}

async function measureFolder(scratch) {
  const folder = path.join(scratch, 'dossier');
  mkdirSync(folder);
  const { dossierFile, files, totalBytes, formats } = await writeEvidenceFolder(folder, readers.map(({ id }) => id));
  const hashed = await several(() => run(['-e', hashing], { input: files.join('\n') }));
  const packed = await several(() => run([command, 'pack', dossierFile, '-o', path.join(scratch, 'bench.dossier')]));
  // What a check finds is its answer here: its own exit code 1 is no failure.
  const checked = await several(() => run([command, 'check', dossierFile], { codes: [0, 1] }));
  const inspected = await several(() => run([command, 'inspect', path.join(folder, 'evidence'), '--json']));
  const note = `${files.length.toLocaleString('en')} files in ${formats.length} formats, ${(totalBytes / 1e6).toFixed(0)} MB; whole processes.`;
  const rival = 'Node that reads and hashes';
  const memory = (name, value, what) => against(name, value, 'MB', `${memoryMb} MB`, memoryMb, what);
  return [
    against('countersign pack', packed.tookMs, 'ms', rival, hashed.tookMs, `${note} pack also reads them as evidence and compresses them.`),
    against('countersign check', checked.tookMs, 'ms', rival, hashed.tookMs, note),
    against('countersign inspect --json', inspected.tookMs, 'ms', rival, hashed.tookMs, note),
    ...[['pack', packed], ['check', checked], ['inspect', inspected]].flatMap(([name, { own, child, together }]) => [
      memory(`Peak memory, ${name}`, own, 'Highest of three runs, as the system counts it.'), memory(`Peak memory, ${name}, its parser`, child, 'Highest of three runs.'),
      memory(`Peak memory, ${name}, both`, together, `The most at one instant, looked at every ${lookEveryMs} ms; shared pages count in each process.`),
    ]),
  ];
}

async function measureTables(scratch) {
  const entries = [];
  for (const { format, name, text, answers, rows } of tables()) {
    const file = path.join(scratch, name);
    writeFileSync(file, text);
    const parser = openParserProcess(parserEntry);
    let evidence, refused;
    const readMs = await medianMs(async () => {
      const answer = await parser.read({ files: [{ name, path: file }], format: null, kind: null, answers });
      const reading = answer.ok ? answer.value.reading : answer;
      if (reading.ok) ({ evidence } = reading.value);
      else refused = reading.trouble;
    }, 3);
    await parser.close();
    if (refused !== undefined || evidence === undefined) {
      entries.push(alone(`${format}, refused`, 1, 'refusal', `${rows.toLocaleString('en')} rows: ${JSON.stringify(refused)}`));
      continue;
    }
    const made = makeEvidence('bench-1.0', { id: 'E-01', title: name, neutral: evidence }, nodeSha256);
    if (!made.ok) throw new Error(JSON.stringify(made.trouble));
    const neutral = Buffer.from(made.value.bytes).toString();
    const parsedMs = await medianMs(() => JSON.parse(neutral), 3);
    const separatedMs = await medianMs(() => parse(readFileSync(file), { relax_column_count: true }), 3);
    const limits = [{ evidence: 'E-01', metric: 'holds', variant: null, op: '>=', value: 1, unit: 'count', reason: 'Measuring.' }];
    const judgedMs = await medianMs(() => judgeEvidence('E-01', evidence, limits, [], '2026-06-01'), 5);
    const size = `${rows.toLocaleString('en')} rows, ${(text.length / 1e6).toFixed(1)} MB, ${(neutral.length / 1e6).toFixed(1)} MB in neutral form.`;
    entries.push(
      against(`${format}, read`, readMs, 'ms', 'csv-parse of the same bytes', separatedMs, `${size} By the parser’s process, from the file to the answer.`),
      against(`${format}, read`, readMs, 'ms', 'JSON.parse of the neutral form', parsedMs, size),
      against(`${format}, judged`, judgedMs, 'ms', 'JSON.parse of the neutral form', parsedMs, size),
    );
  }
  return entries;
}

export async function measure() {
  const scratch = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  try {
    if (process.platform !== 'linux') console.log('Memory is only counted on Linux.');
    return [...await measureTables(scratch), ...await measureFolder(scratch)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
