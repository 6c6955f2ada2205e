/** Dossiers that a release team might well hand in and nobody would draw: next to nothing, one hazard, and names that hide, turn, run on or smile. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A name as long as one may be, without a space to break at. */
const unbroken = 'Überwachungssystem'.repeat(28).slice(0, 500);
/** As long, in words. */
const spoken = 'The robot waits for a lift that never comes, and nobody at the desk sees it. '.repeat(7).slice(0, 499);
const rightToLeft = 'الروبوت يصطدم بشخص في الممر (0.8 م/ث)، ثم يتوقف';
/** Reads as a PDF, but ends in `exe`: a character in it turns what follows. */
export const turned = 'Report \u202Efdp.exe';
const hidden = 'Zero\u200Bwidth\u2060joined\u00AD and\u2028a line\u0007';
const smiling = '👩🏽‍🚒🤖 Fire 🔥 at the dock 🏳️‍🌈 ︎';
const stacked = `Z${'\u0351\u0327\u0346'.repeat(24)}algo over its neighbours`;

const score = { severity: 9, likelihood: 7, detectability: 5 };
const hazard = (id: number, title: string, parts: Record<string, unknown> = {}): object => ({
  id: `H-${String(id).padStart(3, '0')}`, title, effects: [], causes: [], owner: null, inherent: score, residual: { severity: 1 + (id % 10), likelihood: 4, detectability: 3 }, mitigations: [], evidence: [], note: null, ...parts,
});

function write(folder: string, description: Record<string, unknown>, hazards: readonly object[], files: Readonly<Record<string, string>> = {}): string {
  const all = {
    // YAML holds JSON.
    'dossier.yaml': JSON.stringify({ format: 1, owners: [], intendedUse: 'None.', artifacts: [{ name: 'm', digest: 'a'.repeat(64), sizeBytes: 0 }], hazards: 'hazards.json', ...description }, null, 1),
    'hazards.json': JSON.stringify({ format: 1, hazards }), ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return path.join(folder, 'dossier.yaml');
}

const product = (id: string, name: string, vendor = 'V'): object => ({ id, name, release: '1', vendor });

/** Each by its dossier id: writes its folder, answers its `dossier.yaml`. */
export const oddDossiers: Readonly<Record<string, (folder: string) => string>> = {
  /** No hazard, no evidence, no document. */
  'odd-empty-1': (folder) => write(folder, { dossier: 'odd-empty-1', product: product('odd-empty', 'E') }, []),
  /** One hazard that nothing supports. */
  'odd-one-1': (folder) => write(folder, { dossier: 'odd-one-1', product: product('odd-one', 'One hazard') }, [hazard(1, 'Only one')]),
  /** Names of every kind, in every place that takes one. */
  'odd-names-1': (folder) => {
    const names = [unbroken, spoken, rightToLeft, turned, hidden, smiling, stacked];
    return write(folder, {
      dossier: 'odd-names-1', product: product('odd-names', `${spoken.slice(0, 100)} ${turned}`.slice(0, 200), rightToLeft), owners: [unbroken, rightToLeft, turned], intendedUse: names.join('\n\n'), notCovered: names,
      artifacts: [{ name: `${'long-artifact-name-'.repeat(10)}.onnx`.slice(0, 200), digest: 'b'.repeat(64), sizeBytes: 1 }],
      evidence: names.map((title, index) => ({ id: `E-0${index + 1}`, title, files: `evidence/${index}.csv`, answers: { polarity: 'states-negation' } })),
      documents: [{ id: 'D-1', title: unbroken, file: 'names.md' }, { id: 'D-2', title: turned, file: 'empty.txt' }],
      thresholds: [{ evidence: 'E-01', metric: 'violated', op: '<=', value: 0, unit: 'count', reason: names.join(' ') }],
    }, names.map((title, index) => hazard(index + 1, title, {
      effects: [title], causes: [title, title], owner: title, note: names.join('\n'), evidence: [`E-0${index + 1}`], mitigations: [{ id: `M-0${index + 1}`, title, kind: 'protect', evidence: [`E-0${index + 1}`] }],
    })), {
      ...Object.fromEntries(names.map((_, index) => [`evidence/${index}.csv`, `lift,onnx/lift.onnx,vnnlib/${'building_'.repeat(12)}${index}.vnnlib,1,${index % 2 === 0 ? 'unsat' : 'timeout'},3.5\n`])),
      'names.md': `# ${spoken}\n\n${names.join('\n\n')}\n\n| a | b |\n|---|---|\n| ${unbroken} | ${rightToLeft} |\n`, 'empty.txt': '',
    });
  },
};
