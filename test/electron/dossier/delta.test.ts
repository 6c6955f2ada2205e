import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { diffRevisions } from '../../../shared/dossier/diff.ts';
import { openRevision, type OpenRevision } from '../../../shared/dossier/revision-tree.ts';
import { integrity, ok } from '../../../shared/result.ts';
import { packWhole } from '../../builders/dossier-folder.ts';
import { valueOf } from '../../builders/test-vault.ts';

async function opened(folder: string): Promise<OpenRevision> {
  const { digest, objects } = valueOf(await packWhole(fileURLToPath(new URL(`../../../assets/sample/${folder}/dossier.yaml`, import.meta.url))));
  const read = (object: Parameters<typeof objects.get>[0]) => Promise.resolve(objects.has(object) ? ok(objects.get(object)!) : integrity('object/missing', { digest: object }));
  return valueOf(await openRevision(digest, { read }, sha256, { raw: true }));
}

const lines = (before: OpenRevision, after: OpenRevision): string[] => diffRevisions(before, after).map(({ reading, kind, within, id, title }) => `${reading}: ${kind} ${within === null ? '' : `${within} `}${id}${kind.startsWith('metric') ? ` (${title})` : ''}`);

/** What the files of the two folders in assets/sample differ by, read there by hand: `diff -r kestrel-drive-5.0 kestrel-drive-5.1`. */
const known = {
  // hazards.json: three rescored, one gone, two new; M-08 now rests on E-05 too, in both hazards that it lowers; M-14 is new under H-008; H-001 and H-003 name more evidence.
  hazards: [
    'against: hazard-added H-015', 'against: hazard-added H-016', 'against: hazard-rescored H-007', 'mixed: hazard-removed H-010', 'neutral: hazard-reworded H-003', 'neutral: hazard-reworded H-007',
    'for: hazard-rescored H-003', 'for: hazard-rescored H-004', 'for: mitigation-strengthened H-005 M-08', 'for: mitigation-strengthened H-008 M-08', 'for: mitigation-added H-008 M-14',
    'for: trace-added H-001 E-10', 'for: trace-added H-003 E-07', 'for: trace-added H-003 E-09',
  ],
  // E-01, E-03 and E-04 are other files; E-02 is the same file about another model; E-06 is gone, E-05 and E-07 to E-11 are new.
  evidence: [
    'neutral: evidence-replaced E-01', 'for: metric-moved E-01 autoattack_acc (autoattack_acc, Linf 8/255)', 'for: metric-moved E-01 clean_acc (clean_acc)', 'for: metric-moved E-01 robust_acc (robust_acc, Linf 8/255)',
    'against: metric-removed E-01 external (external, Linf 8/255)', 'neutral: evidence-restated E-02',
    'neutral: evidence-replaced E-03', 'for: property-flipped E-03 11', 'neutral: metric-moved E-03 coverage (coverage)', 'for: metric-moved E-03 holds (holds)', 'for: metric-moved E-03 undecided (undecided)',
    'neutral: evidence-replaced E-04', ...['last epoch', 'mean of last 10 epochs'].flatMap((variant) => [
      `against: metric-moved E-04 AverageEpCost (AverageEpCost, ${variant})`, `against: metric-moved E-04 CostRate (CostRate, ${variant})`, `for: metric-moved E-04 AverageEpRet (AverageEpRet, ${variant})`,
    ]),
    'neutral: evidence-added E-05', ...['E-07', 'E-08', 'E-09', 'E-10', 'E-11'].map((id) => `neutral: evidence-added ${id}`), 'against: evidence-removed E-06',
  ],
  // dossier.yaml
  description: [
    'for: threshold-tightened E-01 robust_acc', 'for: threshold-tightened E-03 undecided', 'for: threshold-added E-05 violated', 'mixed: intended-use-changed intended-use',
    'against: exclusion-removed not-covered', 'against: exclusion-removed not-covered', 'for: exclusion-added not-covered', 'for: exclusion-added not-covered',
    'neutral: artifact-removed kestrel-perception-5.0.onnx', 'neutral: artifact-removed kestrel-policy-5.0.onnx', 'neutral: artifact-replaced limits.json',
    'neutral: artifact-added kestrel-perception-5.1.onnx', 'neutral: artifact-added kestrel-policy-5.1.onnx', 'neutral: document-added D-3', 'neutral: document-replaced D-1', 'neutral: document-replaced D-2',
  ],
};

it('tells from Kestrel Drive 5.0 to 5.1 exactly what is known to differ, what speaks against the release first', async () => {
  const [before, after] = [await opened('kestrel-drive-5.0'), await opened('kestrel-drive-5.1')];
  const told = lines(before, after);
  expect([...told].sort()).toEqual([...known.hazards, ...known.evidence, ...known.description].sort());
  expect(told.map((line) => line.split(':')[0])).toEqual([...told].map((line) => line.split(':')[0]!).sort((a, b) => ['against', 'mixed', 'neutral', 'for'].indexOf(a) - ['against', 'mixed', 'neutral', 'for'].indexOf(b)));
});

it('tells nothing between a revision and itself', async () => {
  const one = await opened('kestrel-drive-5.1');
  expect(lines(one, one)).toEqual([]);
});
