import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultCharter } from '../../../electron/board/charter-file.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { openRevision, type OpenRevision } from '../../../shared/dossier/revision-tree.ts';
import { judgeRevision, worstOf } from '../../../shared/evidence/judge.ts';
import { integrity, ok } from '../../../shared/result.ts';
import { residualSummary } from '../../../shared/risk/register.ts';
import { compareLevels } from '../../../shared/risk/score.ts';
import { packWhole, type PackedWhole } from '../../builders/dossier-folder.ts';
import { valueOf } from '../../builders/test-vault.ts';

const packed = async (folder: string): Promise<PackedWhole> => valueOf(await packWhole(fileURLToPath(new URL(`../../../assets/sample/${folder}/dossier.yaml`, import.meta.url))));

async function opened(folder: string): Promise<OpenRevision> {
  const { digest, objects } = await packed(folder);
  const read = (object: Parameters<typeof objects.get>[0]) => Promise.resolve(objects.has(object) ? ok(objects.get(object)!) : integrity('object/missing', { digest: object }));
  return valueOf(await openRevision(digest, { read }, sha256, { raw: true }));
}

const states = (open: OpenRevision): Record<string, string> => Object.fromEntries([...judgeRevision(open, defaultCharter.thresholds)].map(([id, { state }]) => [id, state]));
const top = (open: OpenRevision) => residualSummary(open.register.hazards).top!;

describe('the sample dossiers', () => {
  it('Kestrel Drive 5.1 may be approved without conditions: every piece passes, the residual risk is below the bar', async () => {
    const open = await opened('kestrel-drive-5.1');
    expect(worstOf(Object.values(states(open)) as never)).toBe('passed');
    // What made the classifier, what happened elsewhere and an argument without gaps pass or fail nothing.
    expect(Object.entries(states(open)).filter(([, state]) => state === 'not-judged').map(([id]) => id)).toEqual(['E-07', 'E-08', 'E-10', 'E-11']);
    expect(compareLevels(top(open), defaultCharter.residualBar!)).toBeLessThan(0);
    expect((await packed('kestrel-drive-5.1')).warnings).toEqual([]);
  });

  it('Kestrel Drive 5.0 is the baseline: one property open, nothing failed', async () => {
    const open = await opened('kestrel-drive-5.0');
    expect(states(open)).toEqual({ 'E-01': 'passed', 'E-02': 'passed', 'E-03': 'indeterminate', 'E-04': 'passed', 'E-06': 'not-judged' });
    expect(compareLevels(top(open), defaultCharter.residualBar!)).toBeLessThan(0);
  });

  it('Borealis Vision 1.4 leaves questions open and one residual hazard at the bar', async () => {
    const open = await opened('borealis-vision-1.4');
    expect(states(open)).toEqual({ 'E-01': 'indeterminate', 'E-02': 'passed', 'E-03': 'indeterminate', 'E-04': 'not-judged' });
    expect(top(open)).toBe('high');
  });

  it('Skua Avoid 0.9 fails: violated properties, missed limits, a crashed run, High residual risk', async () => {
    const open = await opened('skua-avoid-0.9');
    expect(states(open)).toEqual({ 'E-01': 'failed', 'E-02': 'failed', 'E-03': 'failed', 'E-04': 'indeterminate' });
    expect(judgeRevision(open, []).get('E-01' as never)!.properties).toMatchObject({ violated: 2 });
    expect(residualSummary(open.register.hazards).residual.high).toBe(2);
    expect((await packed('skua-avoid-0.9')).warnings.map(({ warning }) => warning.code)).toContain('home-path');
  });

  it('packs to the same bytes again', async () => {
    const [once, again] = [await packed('kestrel-drive-5.1'), await packed('kestrel-drive-5.1')];
    expect(again.digest).toBe(once.digest);
    expect(again.archiveBytes).toEqual(once.archiveBytes);
  });
});
