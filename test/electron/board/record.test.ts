import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageBytes } from '../../../electron/board/record.ts';
import { openProfile } from '../../../electron/board/profile.ts';
import { storeRevision } from '../../../electron/dossier/import.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { assembleRevision, makeEvidence } from '../../../shared/dossier/revision-tree.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { evidence } from '../../builders/evidence.ts';
import { hazard } from '../../builders/hazard.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard } from '../../builders/working-board.ts';
import { boardPorts } from '../../fakes/board-ports.ts';

const ids = ['E-01', 'E-02', 'E-03'] as ItemId[];
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'record-'));
  await mkdir(join(root, 'store'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A profile with a revision of three pieces, each with a long fact; `spoilt` is stored as something that isn't evidence. */
async function profileWith({ spoilt = null, long = 10 }: { readonly spoilt?: ItemId | null; readonly long?: number } = {}) {
  const profile = await foundWorkingBoard(root, boardPorts());
  const made = ids.map((id) => valueOf(makeEvidence('aurora', { id, title: id, neutral: evidence({ facts: Array.from({ length: long }, (_, at) => ({ name: `fact ${at}`, value: 'x'.repeat(1_000) })) }) }, sha256)));
  const stored = made.map(({ entry, bytes }) => {
    const instead = entry.id === spoilt ? canonicalBytes({ format: 2, kind: 'benchmark', results: 'none' }) : bytes;
    return { entry: { ...entry, object: sha256(instead) }, bytes: instead };
  });
  const revision = valueOf(assembleRevision({
    dossier: 'aurora' as never, product: { id: 'aurora' as never, name: 'Aurora', release: '1', vendor: 'Halden' }, intendedUse: 'Wards', notCovered: [], owners: ['Halden'], documents: [], thresholds: [],
    artifacts: [{ name: 'a.onnx', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], evidence: stored.map(({ entry }) => entry), register: { format: 1, kind: 'hazard-register', hazards: [hazard({ evidence: [], mitigations: [] })] },
  }, sha256));
  const objects = new Map<Digest, Uint8Array>([...revision.objects, ...stored.map(({ bytes }) => [sha256(bytes), bytes] as const)]);
  valueOf(await storeRevision(revision.digest, objects, profile.vault.objects));
  return { profile, digest: revision.digest, checked: join(profile.folder, 'vault', 'checked.json') };
}

const entriesIn = async (file: string): Promise<number> => (JSON.parse(await readFile(file, 'utf8')) as { entries: unknown[] }).entries.length;

describe('pages of evidence', () => {
  it('answer in the order asked, as many as a page holds and at least one', async () => {
    const small = await profileWith();
    const asked = [ids[2]!, ids[0]!];
    expect(valueOf(await small.profile.record.evidencePage(small.digest, asked))).toHaveLength(2);
    await rm(root, { recursive: true });
    await mkdir(join(root, 'store'), { recursive: true });
    const large = await profileWith({ long: 450 });
    const all = valueOf(await large.profile.record.evidencePage(large.digest, ids));
    expect([all.length, all[0]!.length * 3 > pageBytes]).toEqual([2, true]);
  });

  it('refuse a piece that the revision doesn’t list, and one that isn’t evidence, as often as it is asked for', async () => {
    const { profile, digest } = await profileWith({ spoilt: ids[1]! });
    expect(await profile.record.evidencePage(digest, ['E-99' as ItemId])).toMatchObject({ ok: false, trouble: { code: 'board/unknown-item' } });
    for (let time = 0; time < 2; time++) expect(await profile.record.evidencePage(digest, [ids[1]!])).toMatchObject({ ok: false });
    expect(await profile.record.evidencePage(digest, ids)).toMatchObject({ ok: false });
    expect((await profile.record.evidencePage(digest, [ids[0]!])).ok).toBe(true);
  });

  it('remember what passed, and nothing else, until the file is of another check or gone', async () => {
    const { profile, digest, checked } = await profileWith({ spoilt: ids[1]! });
    await profile.record.evidencePage(digest, ids);
    expect(await entriesIn(checked)).toBe(1);
    const written = JSON.parse(await readFile(checked, 'utf8')) as { check: string; entries: string[] };
    for (const text of ['not json', JSON.stringify({ ...written, check: '0'.repeat(64) })]) {
      await writeFile(checked, text);
      const again = valueOf(await openProfile(profile.folder, boardPorts()));
      expect((await again.record.evidencePage(digest, [ids[0]!])).ok).toBe(true);
      expect(await again.record.evidencePage(digest, [ids[1]!])).toMatchObject({ ok: false });
    }
  });

  it('hash what they remember all the same', async () => {
    const { profile, digest, checked } = await profileWith();
    valueOf(await profile.record.evidencePage(digest, [ids[0]!]));
    expect(await entriesIn(checked)).toBe(1);
    const revision = valueOf(await profile.record.revisionBytes(digest));
    const { evidence: [entry] } = JSON.parse(new TextDecoder().decode(revision.revision as Uint8Array<ArrayBuffer>)) as { evidence: [{ object: Digest }] };
    await writeFile(profile.vault.layout.object(entry.object), 'something else');
    expect(await profile.record.evidencePage(digest, [ids[0]!])).toMatchObject({ ok: false, trouble: { code: 'object/damaged' } });
  });
});
