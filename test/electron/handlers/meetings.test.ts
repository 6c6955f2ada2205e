import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { commit, prepare } from '../../../electron/board/perform.ts';
import type { Profile } from '../../../electron/board/profile.ts';
import { meetingHandlers } from '../../../electron/handlers/meetings.ts';
import { saveWith, type SaveSuggestion } from '../../../electron/handlers/save.ts';
import type { Workspace } from '../../../electron/handlers/workspace.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { ok } from '../../../shared/result.ts';
import type { Instant, MeetingId } from '../../../shared/vocabulary.ts';
import { aurora } from '../../builders/revision.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard, passphrase, storedRevision } from '../../builders/working-board.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

const made = storedRevision();
const meeting = '2026-12-01-1300-helena-brandt' as MeetingId;
let root: string;
let profile: Profile;

function handlers(path: string | null, asked: SaveSuggestion[] = []) {
  const save = saveWith((suggestion) => { asked.push(suggestion); return Promise.resolve(path); }, openFiles());
  return meetingHandlers({ workspace: { profile: () => ok(profile) } as Workspace, save, clock: profile.ports.clock });
}

async function does(command: Command): Promise<void> {
  valueOf(await commit(profile, valueOf(await prepare(profile, command)), passphrase));
}

beforeEach(async () => {
  root = await temporaryFolder();
  profile = await foundWorkingBoard(root, boardPorts());
  valueOf(await profile.vault.objects.putAll([...made.objects.values()]));
  await does({ name: 'publish-revision', dossier: aurora, revision: made.digest, note: null });
  await does({ name: 'call-meeting', meeting: null, startsAt: '2026-12-01T13:00:00.000Z' as Instant, minutes: 60, place: 'Room 3', title: 'Board meeting', agenda: [{ dossier: aurora, minutes: 35 }] });
});

test('a meeting is called without a passphrase, and saved as a calendar file that names the release', async () => {
  const asked: SaveSuggestion[] = [];
  const path = join(root, 'mine.ics');
  expect(valueOf(await handlers(path, asked)['meeting.save']({ meeting }))).toBe('mine.ics');
  expect(asked).toEqual([{ name: `${meeting}.ics`, kind: 'ics' }]);
  const text = (await readFile(path, 'utf8')).replaceAll('\r\n ', '');
  expect(text).toContain('DESCRIPTION:Agenda (UTC)\\n13:00 Aurora-7B 2.3\\, 35 minutes\r\n');
  expect(text).toContain('SUMMARY:Board meeting (Working Board)\r\n');
  expect(valueOf(await handlers(null)['meeting.save']({ meeting }))).toBeNull();
});

test('a meeting that is not here is refused before anybody is asked where to', async () => {
  const asked: SaveSuggestion[] = [];
  expect(codeOf(await handlers(join(root, 'x.ics'), asked)['meeting.save']({ meeting: 'no-such' as MeetingId }))).toBe('board/unknown-meeting');
  expect(asked).toEqual([]);
});
