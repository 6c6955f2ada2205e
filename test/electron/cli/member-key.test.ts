import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultCharter } from '../../../electron/board/charter-file.ts';
import { perform } from '../../../electron/board/perform.ts';
import { openProfile, type BoardPorts } from '../../../electron/board/profile.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { VerifyReport } from '../../../shared/packet/verdict.ts';
import { ok } from '../../../shared/result.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { misbehavingModule, noTokens, softToken, type SoftToken } from '../../builders/soft-token.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool, runTool } from '../../builders/tool.ts';
import { passphrase } from '../../builders/working-board.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { commandLine } from '../../fakes/command-line.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';
import { dossier, writeSource } from '../../hostile/decided-board.ts';

/** A folder with a charter that asks for one vote, a packed dossier and a store; ports that reach the token. */
async function desk(token: SoftToken | null) {
  const root = await temporaryFolder();
  const files = openFiles();
  const ports: BoardPorts = boardPorts({ files, openKeys: (folder) => quickSigner(folder, { files, ...(token === null ? {} : { tokens: token.tokens }) }) });
  const at = (...names: string[]): string => join(root, ...names);
  writeFileSync(at('charter.json'), JSON.stringify({ ...defaultCharter, name: 'Nordlys Board', minimumVotes: 1, requiredDisciplines: [], residualBar: null, thresholds: [] }));
  mkdirSync(at('store'));
  const as = (env: Record<string, string>) => commandLine(root, ports, { env });
  const does = async (env: Record<string, string>, ...words: string[]): Promise<string> => {
    const output = await as(env)(...words);
    if (output.exitCode !== 0) throw new Error(`${words.join(' ')}: ${output.exitCode} ${output.stderr}`);
    return output.stdout;
  };
  const acts = async (member: string, secret: string, command: Command): Promise<void> => { valueOf(await perform(valueOf(await openProfile(at(member), ports)), command, () => Promise.resolve(ok(secret)))); };
  return { at, as, does, acts };
}

const founding = ['board', 'init', '--profile', 'helena', '--name', 'Nordlys Board', '--founder', 'Helena Brandt', '--discipline', 'secretariat', '--roles', 'secretary,submitter', '--charter', 'charter.json', '--store', 'store', '--trust-out', 'board-root.pem'];
const inviting = ['board', 'invite', '--profile', 'helena', '--name', 'Ingrid Solberg', '--discipline', 'safety', '--roles', 'voter', '-o', 'ingrid.json'];

test.skipIf(noTokens !== null || !hasTool('openssl') || !hasTool('gcc'))('a secretary with a token and a voter with a PKCS#12 file bring a packet about that everybody verifies; a token that goes away leaves nothing half done', async () => {
  const folder = await temporaryFolder();
  const token = await softToken(folder);
  const { module, behave, logins } = await misbehavingModule(folder);
  const { at, as, does, acts } = await desk(token);
  const [helena, withPin, ingrid] = [{ COUNTERSIGN_PASSPHRASE: passphrase, COUNTERSIGN_PIN: token.pin }, { COUNTERSIGN_PASSPHRASE: token.pin }, { COUNTERSIGN_PASSPHRASE: 'seven grey herons at dusk', COUNTERSIGN_PKCS12_PASSPHRASE: 'of the file' }];
  const onToken = ['--pkcs11', module, '--token', token.label];

  // Whatever goes wrong before the board is founded leaves no board, and the same words found it afterwards.
  expect(await as({ ...helena, COUNTERSIGN_PIN: '000000' })(...founding, ...onToken)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('The PIN is wrong.') as string });
  expect(existsSync(at('helena', 'keys'))).toBe(false);
  behave('removed');
  expect(await as(helena)(...founding, ...onToken)).toMatchObject({ exitCode: 74, stderr: expect.stringContaining('The token was removed.') as string });
  expect([existsSync(at('helena', 'board.json')), existsSync(at('helena', 'vault', 'rosters')) && readdirSync(at('helena', 'vault', 'rosters')).length > 0]).toEqual([false, false]);
  behave('nothing');
  expect(await as(helena)(...founding)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('An earlier attempt left another key.') as string });
  expect(await does(helena, ...founding, ...onToken)).toContain(`On the token “${token.label}”`);

  await does({}, ...inviting);
  runTool('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', at('i.key')]);
  runTool('openssl', ['req', '-x509', '-key', at('i.key'), '-subj', '/CN=Ingrid Solberg/O=Somebody else’s authority', '-days', '30', '-out', at('i.pem')]);
  runTool('openssl', ['pkcs12', '-export', '-inkey', at('i.key'), '-in', at('i.pem'), '-out', at('ingrid.p12'), '-passout', 'pass:of the file']);
  expect(await as({ ...ingrid, COUNTERSIGN_PKCS12_PASSPHRASE: 'another' })('board', 'join', 'ingrid.json', '--profile', 'ingrid', '--pkcs12', 'ingrid.p12', '-o', 'request.json')).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await does(ingrid, 'board', 'join', 'ingrid.json', '--profile', 'ingrid', '--pkcs12', 'ingrid.p12', '-o', 'request.json')).toContain('Taken from ingrid.p12');
  // The root key is in a file of its own, whatever the member's is in.
  expect(await as(withPin)('board', 'admit', 'request.json', '--profile', 'helena')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('root key') as string });
  await does(helena, 'board', 'admit', 'request.json', '--profile', 'helena');
  for (const member of ['helena', 'ingrid']) await does({}, 'sync', '--profile', member);
  await does(ingrid, 'board', 'enter', '--profile', 'ingrid');

  writeSource(at('source'));
  await does({}, 'pack', 'source/dossier.yaml', '-o', 'aurora.dossier');
  await does(withPin, 'publish', 'aurora.dossier', '--profile', 'helena');
  await does({}, 'sync', '--profile', 'ingrid');
  const shown = (JSON.parse(await does({}, 'status', '--profile', 'ingrid', '--json')) as { dossiers: { revision: never }[] }).dossiers[0]!.revision;
  await acts('ingrid', ingrid.COUNTERSIGN_PASSPHRASE, { name: 'give-vote', dossier, shown, choice: 'approve', reason: 'Seen.', conditions: [], dissent: null, unread: [] });
  for (const member of ['ingrid', 'helena']) await does({}, 'sync', '--profile', member);
  await acts('helena', token.pin, { name: 'record-decision', dossier, shown, outcome: 'approved', reason: 'The evidence carries it.' });

  const issuing = ['packet', '--profile', 'helena', '--dossier', dossier, '-o', 'packet.pdf', '--no-sync'];
  const factsBefore = await does({}, 'status', '--profile', 'helena', '--json');
  for (const [how, exitCode, words] of [['removed', 74, 'The token was removed.'], ['lie', 2, 'signed with another key'], ['locked', 2, 'The token is locked.']] as const) {
    behave(how);
    expect(await as(withPin)(...issuing)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(words) as string });
  }
  behave('nothing');
  const tries = await logins();
  expect(await as({ COUNTERSIGN_PASSPHRASE: passphrase })(...issuing)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('The PIN is wrong.') as string });
  expect(await logins() - tries).toBe(1);
  expect(existsSync(at('packet.pdf'))).toBe(false);
  expect(await does({}, 'status', '--profile', 'helena', '--json')).toBe(factsBefore);
  await does(withPin, ...issuing);

  const verified = await as({})('verify', 'packet.pdf', '--trust', 'board-root.pem', '--json');
  expect([verified.exitCode, VerifyReport.parse(JSON.parse(verified.stdout)).verdict]).toEqual([0, 'approved']);
  // The certificate of the file's own authority goes nowhere: the board's vouches for the key.
  expect(readFileSync(at('packet.pdf')).includes('Somebody else')).toBe(false);
  if (hasTool('pdfsig') && hasTool('certutil')) {
    runTool('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    runTool('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'board', '-t', 'CT,C,C', '-i', at('board-root.pem')]);
    const said = runTool('pdfsig', ['-nssdir', `sql:${folder}`, at('packet.pdf')]).out;
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
  }
  for (const member of ['helena', 'ingrid']) expect(JSON.parse(await does({}, 'audit', '--profile', member, '--json'))).toMatchObject({ clean: true });
}, 60_000);

test('words that don’t say which key are wrong usage, and nothing is asked of a token', async () => {
  const { as } = await desk(null);
  const env = { COUNTERSIGN_PASSPHRASE: passphrase };
  for (const words of [['--pkcs12', 'a.p12', '--pkcs11', '/m.so', '--token', 'T'], ['--token', 'T'], ['--key-id', '01'], ['--pkcs11', '/m.so'], ['--pkcs11', '/m.so', '--token', 'T', '--key-id', 'one'], ['--pkcs11', '/m.so', '--token', 'T'], ['--pin-file', 'x'], ['--pkcs12-passphrase-file', 'x']]) {
    expect([words.join(' '), (await as(env)(...founding, ...words)).exitCode]).toEqual([words.join(' '), 64]);
  }
  expect(await as(env)(...founding, '--pkcs12', 'nowhere.p12')).toMatchObject({ exitCode: 66 });
  expect(await as({ ...env, COUNTERSIGN_PIN: '1234' })(...founding, '--pkcs11', '/m.so', '--token', 'T')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('can’t reach tokens') as string });
});
