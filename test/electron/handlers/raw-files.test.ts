import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Profile } from '../../../electron/board/profile.ts';
import { rawFileHandlers } from '../../../electron/handlers/raw-files.ts';
import { saveWith, type SaveSuggestion } from '../../../electron/handlers/save.ts';
import type { Workspace } from '../../../electron/handlers/workspace.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { makeRevision, type MadeRevision } from '../../../shared/dossier/revision-tree.ts';
import { requests } from '../../../shared/ipc/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { evidence, measured } from '../../builders/evidence.ts';
import { hazard } from '../../builders/hazard.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { aurora } from '../../builders/revision.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard, storedRevision } from '../../builders/working-board.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

const table = rawFile('evidence/scores.csv', 'metric,value\nrobust_acc,60\u202e\n');
const binary = rawFile('evidence/blob.npz', new Uint8Array([0x50, 0x4b, 3, 4, 0, 1]));

/** A revision whose evidence lists these files. */
function holding(id: string, ...files: ReturnType<typeof rawFile>[]): MadeRevision {
  const listed = files.map(({ name, digest, bytes }) => ({ name, digest, sizeBytes: bytes.length }));
  const neutral = evidence({ results: [measured()], source: { ...evidence().source, files: listed } });
  return valueOf(makeRevision({
    dossier: aurora, product: { id: 'aurora-7b' as never, name: 'Aurora-7B', release: '2.3', vendor: 'Halden Compute AS' }, intendedUse: 'Ward robots', notCovered: [], owners: ['Halden Compute AS'],
    artifacts: [{ name: 'a.safetensors', kind: 'file', digest: sha256(new Uint8Array([1])), sizeBytes: 1 }], thresholds: [], documents: [],
    register: { format: 1, kind: 'hazard-register', hazards: [hazard({ evidence: [], mitigations: [] })] },
    evidence: [{ id: id as ItemId, title: 'Robust accuracy', neutral, files }],
  }, sha256));
}

const made = holding('E-1', table, binary);
const later = holding('E-1', rawFile('evidence/scores.csv', 'metric,value\nrobust_acc,61\n'));
const request = { revision: made.digest, evidence: 'E-1' as ItemId, file: table.digest };
let root: string;
let profile: Profile;

/** The handlers, with a dialog that answers `path`. */
function handlers(path: string | null, asked: SaveSuggestion[] = []) {
  const save = saveWith((suggestion) => { asked.push(suggestion); return Promise.resolve(path); }, openFiles());
  return rawFileHandlers({ workspace: { profile: () => ok(profile) } as Workspace, save });
}

beforeEach(async () => {
  root = await temporaryFolder();
  profile = await foundWorkingBoard(root, boardPorts());
  for (const { objects } of [made, later, storedRevision()]) valueOf(await profile.vault.objects.putAll([...objects.values()]));
});

describe('a raw file of evidence', () => {
  test('is read by revision, evidence and digest, hidden characters written out; one that isn’t text is null', async () => {
    expect(valueOf(await handlers(null)['evidence.raw'](request))).toEqual({ text: 'metric,value\nrobust_acc,60\\u202e\n', sizeBytes: table.bytes.length, shownBytes: table.bytes.length });
    expect(valueOf(await handlers(null)['evidence.raw']({ ...request, file: binary.digest }))).toBeNull();
  });

  test('is refused where this revision’s evidence doesn’t list that digest, though the vault holds it', async () => {
    const document = storedRevision().revision.documents[0]!.object;
    const neutral = made.revision.evidence[0]!.object;
    for (const file of [later.revision.evidence[0]!.files[0]!.digest, document, neutral, made.digest, made.revision.hazards.object, '0'.repeat(64) as Digest]) {
      expect(codeOf(await handlers(null)['evidence.raw']({ ...request, file }))).toBe('board/unknown-item');
      expect(codeOf(await handlers(join(root, 'never'))['evidence.save']({ ...request, file }))).toBe('board/unknown-item');
    }
    await expect(readFile(join(root, 'never'))).rejects.toThrow();
    expect(codeOf(await handlers(null)['evidence.raw']({ ...request, revision: later.digest }))).toBe('board/unknown-item');
    expect(codeOf(await handlers(null)['evidence.raw']({ ...request, evidence: 'E-2' as ItemId }))).toBe('board/unknown-item');
    expect(codeOf(await handlers(null)['evidence.raw']({ ...request, evidence: 'H-001' as ItemId }))).toBe('board/unknown-item');
    expect(codeOf(await handlers(null)['evidence.raw']({ ...request, revision: '0'.repeat(64) as Digest }))).toBe('object/missing');
    // An object of the revision, but no revision.
    expect(codeOf(await handlers(null)['evidence.raw']({ ...request, revision: table.digest }))).not.toBe('ok');
  });

  test('a request of another shape never reaches it', () => {
    const shapes: unknown[] = [
      null, {}, { ...request, file: 'evidence/scores.csv' }, { ...request, file: '../../etc/passwd' }, { ...request, file: table.digest.toUpperCase() }, { ...request, file: [table.digest] }, { ...request, evidence: '../E-1' },
      { ...request, evidence: 1 }, { ...request, revision: null }, { ...request, path: '/etc/passwd' }, { revision: request.revision, file: request.file }, { ...request, file: `${table.digest}\n` },
    ];
    for (const shape of shapes) for (const channel of ['evidence.raw', 'evidence.save'] as const) expect(requests[channel].safeParse(shape).success, JSON.stringify(shape)).toBe(false);
    expect(requests['evidence.raw'].safeParse(request).success).toBe(true);
  });

  test('is saved byte for byte under the name that the dialog gives, suggested by evidence and file', async () => {
    const asked: SaveSuggestion[] = [];
    const path = join(root, 'mine.csv');
    expect(valueOf(await handlers(path, asked)['evidence.save'](request))).toBe('mine.csv');
    expect(asked).toEqual([{ name: 'E-1-scores.csv', kind: 'raw' }]);
    expect(new Uint8Array(await readFile(path))).toEqual(table.bytes);
    expect(valueOf(await handlers(null)['evidence.save']({ ...request, file: binary.digest }))).toBeNull();
  });

  test('is neither shown nor saved once its stored bytes are others', async () => {
    await writeFile(join(root, 'secretary', 'vault', 'objects', table.digest.slice(0, 2), table.digest), 'metric,value\nrobust_acc,99\n');
    const path = join(root, 'never.csv');
    expect(codeOf(await handlers(null)['evidence.raw'](request))).toBe('object/damaged');
    expect(codeOf(await handlers(path)['evidence.save'](request))).not.toBe('ok');
    await expect(readFile(path)).rejects.toThrow();
  });
});
