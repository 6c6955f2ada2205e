import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Profile } from '../../../electron/board/profile.ts';
import { documentHandlers } from '../../../electron/handlers/documents.ts';
import { saveWith, type SaveSuggestion } from '../../../electron/handlers/save.ts';
import type { Workspace } from '../../../electron/handlers/workspace.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard, storedRevision } from '../../builders/working-board.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

const made = storedRevision();
const [entry] = made.revision.documents;
const request = { revision: made.digest, document: 'D-1' as ItemId };
let root: string;
let profile: Profile;

/** The handlers, with a dialog that answers `path`. */
function handlers(path: string | null, asked: SaveSuggestion[] = []) {
  const save = saveWith((suggestion) => { asked.push(suggestion); return Promise.resolve(path); }, openFiles());
  return documentHandlers({ workspace: { profile: () => ok(profile) } as Workspace, save });
}

beforeEach(async () => {
  root = await temporaryFolder();
  profile = await foundWorkingBoard(root, boardPorts());
  valueOf(await profile.vault.objects.putAll([...made.objects.values()]));
});

describe('a document of a revision', () => {
  test('is read by the revision and its id', async () => {
    expect(valueOf(await handlers(null)['document.read'](request))).toBe('# Design\n');
  });

  test('is refused where the revision has none of that id, or isn’t here', async () => {
    expect(codeOf(await handlers(null)['document.read']({ ...request, document: 'D-2' as ItemId }))).toBe('board/unknown-item');
    expect(codeOf(await handlers(null)['document.save']({ ...request, document: 'H-001' as ItemId }))).toBe('board/unknown-item');
    expect(codeOf(await handlers(null)['document.read']({ ...request, revision: '0'.repeat(64) as Digest }))).toBe('object/missing');
    // An object of the revision, but no revision.
    expect(codeOf(await handlers(null)['document.read']({ ...request, revision: entry!.object }))).not.toBe('ok');
  });

  test('gives bytes for the frame only where it is a PDF', async () => {
    expect(valueOf(await handlers(null)['document.pdf'](request))).toBeNull();
    expect(codeOf(await handlers(null)['document.pdf']({ ...request, document: 'D-2' as ItemId }))).toBe('board/unknown-item');
  });

  test('is saved byte for byte under the name that the dialog gives, suggested by its id', async () => {
    const asked: SaveSuggestion[] = [];
    const path = join(root, 'mine.md');
    expect(valueOf(await handlers(path, asked)['document.save'](request))).toBe('mine.md');
    expect(asked).toEqual([{ name: 'D-1.md', kind: 'md' }]);
    expect(await readFile(path, 'utf8')).toBe('# Design\n');
    expect(valueOf(await handlers(null)['document.save'](request))).toBeNull();
  });

  test('is neither shown nor saved once its stored bytes are others', async () => {
    const stored = join(root, 'secretary', 'vault', 'objects', entry!.object.slice(0, 2), entry!.object);
    await writeFile(stored, '# Desagn\n');
    const path = join(root, 'never.md');
    expect(codeOf(await handlers(null)['document.read'](request))).toBe('object/damaged');
    expect(codeOf(await handlers(path)['document.save'](request))).not.toBe('ok');
    await expect(readFile(path)).rejects.toThrow();
  });
});
