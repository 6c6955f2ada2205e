// Boards with dossiers as large as they get, made through the same functions as anywhere: one with a wide register, one with a dossier for
// each long table, one whose single dossier has all of it. The same bytes each time.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { perform } from '../../electron/board/perform.ts';
import { storeRevision } from '../../electron/dossier/import.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { makeRevision } from '../../shared/dossier/revision-tree.ts';
import { readEvidence } from '../../shared/evidence/registry.ts';
import { ok } from '../../shared/result.ts';
import { hazards } from '../builders/packet-basis.ts';
import { rawFile } from '../builders/raw-file.ts';
import { valueOf } from '../builders/test-vault.ts';
import { foundWorkingBoard, passphrase } from '../builders/working-board.ts';
import { boardPorts } from '../fakes/board-ports.ts';
import { chance, pieces } from './evidence-folder.mjs';
import { tables } from './evidence-tables.mjs';

export const hazardCount = 10_000;
export const pieceCount = 2_000;
/** The piece of the whole dossier that has the long table. */
export const longPiece = 'E-0001';

async function board(root) {
  mkdirSync(path.join(root, 'store'), { recursive: true });
  return foundWorkingBoard(root, boardPorts());
}

/** Makes a revision of these parts and publishes it; answers its digest and the bytes of its register. */
async function publish(profile, { dossier, name, register, evidence = [], documents = [] }) {
  const { digest, objects, revision } = valueOf(makeRevision({
    dossier, product: { id: dossier, name, release: '1.0', vendor: 'Halden Compute AS' }, intendedUse: 'Measuring the window.', notCovered: [], owners: ['Halden Compute AS'],
    artifacts: [{ name: 'wide.onnx', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], thresholds: [], evidence, documents, register: { format: 1, kind: 'hazard-register', hazards: register },
  }, sha256));
  valueOf(await storeRevision(digest, objects, profile.vault.objects));
  valueOf(await perform(profile, { name: 'publish-revision', dossier, revision: digest, note: null }, async () => ok(passphrase)));
  return { dossier, digest, register: objects.get(revision.hazards.object) };
}

/** As many hazards; `traced` says which pieces of evidence one names, and which its mitigations. */
function registerOf(count, traced = () => [[], []]) {
  return hazards(count).map((hazard, i) => {
    const [own, ofMitigations] = traced(i);
    return { ...hazard, id: `H-${String(i + 1).padStart(5, '0')}`, evidence: own, mitigations: hazard.mitigations.map((mitigation) => ({ ...mitigation, evidence: ofMitigations })) };
  });
}

/** A board with one dossier of many hazards, without evidence. */
export async function registerBoard(root) {
  const profile = await board(root);
  const shown = await publish(profile, { dossier: 'wide-register', name: 'Wide Register', register: registerOf(hazardCount), documents: [{ id: 'D-1', title: 'Note', mediaType: 'text/markdown', file: rawFile('documents/note.md', '# Note\n') }] });
  return { folder: profile.folder, ...shown };
}

/** A board with a dossier for each of the long tables. */
export async function tablesBoard(root) {
  const profile = await board(root);
  const shown = [];
  for (const { format, name, text, answers, rows } of tables()) {
    const piece = pieceOf('E-01', name, format, [[name, text]], answers);
    shown.push({ format, rows, ...await publish(profile, { dossier: `wide-tables-${format}`, name: 'Wide Tables', register: registerOf(1), evidence: [piece] }) });
  }
  return { folder: profile.folder, shown };
}

/** A board whose one dossier has many hazards and many pieces of evidence in mixed formats, one of these with a long table. Most hazards name some of them. */
export async function wholeBoard(root) {
  const profile = await board(root);
  const { format, name, text, answers, rows } = tables().find((table) => table.format === 'azureml-monitor-results');
  const dice = chance(11);
  const formats = Object.keys(pieces);
  const evidence = [pieceOf(longPiece, 'Drift of all features in one table', format, [[name, text]], answers)];
  for (let i = 1; i < pieceCount; i++) {
    const one = formats[i % formats.length];
    const id = `E-${String(i + 1).padStart(4, '0')}`;
    evidence.push(pieceOf(id, `${dice.sentence(4)}, run ${i}`, one, pieces[one](dice, 1_500 + dice.below(2_500)).map(([file, content]) => [`${id}/${file}`, content]), answersOf[one] ?? {}));
  }
  const nth = (i) => evidence[i % pieceCount].id;
  const shown = await publish(profile, { dossier: 'whole', name: 'Whole Dossier', evidence, register: registerOf(hazardCount, (i) => (i % 9 === 8 ? [[], []] : [[nth(i * 7)], [nth(i * 13 + 5)]])) });
  return { folder: profile.folder, rows, ...shown };
}

const answersOf = { 'vnncomp-results': { polarity: 'states-negation' }, 'robustbench': { norm: 'Linf', n: 10_000 } };

function pieceOf(id, title, format, files, answers) {
  const raw = files.map(([name, text]) => rawFile(name, text));
  return { id, title, neutral: valueOf(readEvidence({ files: raw, format, kind: null, answers })).evidence, files: raw };
}
