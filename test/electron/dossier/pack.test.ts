import { existsSync, ftruncateSync, mkdirSync, openSync, closeSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packCommand } from '../../../electron/dossier/command-line.ts';
import { importArchive } from '../../../electron/dossier/import.ts';
import { openRevision } from '../../../shared/dossier/revision-tree.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { Result } from '../../../shared/result.ts';
import { dossierFolder, dossierYaml, hazardsJson, packPorts, packWhole } from '../../builders/dossier-folder.ts';
import { modelInfo } from '../../builders/evidence-text.ts';
import { codeOf, openTestVault, valueOf } from '../../builders/test-vault.ts';
import { testBoard } from '../../builders/signed-board.ts';

const pack = (files: Parameters<typeof dossierFolder>[0] = {}) => packWhole(dossierFolder(files));
const troubleOf = (result: Result<unknown>) => (result.ok ? null : result.trouble);

describe('packing', () => {
  it('gives the same bytes in another folder and at another time', async () => {
    const [one, two] = [dossierFolder(), dossierFolder()];
    utimesSync(join(dirname(two), 'hazards.json'), 1, 1);
    const [first, second] = [valueOf(await packWhole(one)), valueOf(await packWhole(two))];
    expect(second.digest).toBe(first.digest);
    expect(second.archiveBytes).toEqual(first.archiveBytes);
    expect(Buffer.from(first.archiveBytes).includes(dirname(one))).toBe(false);
  });

  it('hashes artifacts, reads hazards and evidence, and keeps every raw file as an object', async () => {
    const { revision, register, objects, warnings } = valueOf(await pack());
    expect(revision.artifacts).toEqual([{ name: 'model.bin', kind: 'file', digest: sha256(Buffer.from('weights')), sizeBytes: 7 }]);
    expect(register.hazards.map(({ id }) => id)).toEqual(['H-001']);
    expect(revision.evidence[0]).toMatchObject({ id: 'E-001', kind: 'benchmark', files: [{ name: 'evidence/Model2026.json' }] });
    expect(objects.get(sha256(Buffer.from(modelInfo())))).toEqual(new Uint8Array(Buffer.from(modelInfo())));
    expect(warnings).toEqual([]);
  });

  it('another raw byte gives another revision', async () => {
    const [one, two] = [valueOf(await pack()), valueOf(await pack({ 'design.md': '# Design records\n' }))];
    expect(two.digest).not.toBe(one.digest);
  });

  it('E-8 keeps files of an unknown format unread and says so', async () => {
    const yaml = dossierYaml.replace('evidence:\n', 'evidence:\n  - { id: E-002, title: Notes, files: notes.bin, kind: redteam }\n');
    const { warnings, revision } = valueOf(await pack({ 'dossier.yaml': yaml, 'notes.bin': 'no format' }));
    expect(revision.evidence.map(({ id, kind }) => [id, kind])).toEqual([['E-001', 'benchmark'], ['E-002', 'redteam']]);
    expect(warnings).toMatchObject([{ item: 'E-002', warning: { code: 'unknown-format' } }]);
    expect(codeOf(await pack({ 'dossier.yaml': yaml.replace(', kind: redteam', ''), 'notes.bin': 'no format' }))).toBe('evidence/unknown-format');
  });

  it('asks what nobody answered', async () => {
    const { warnings } = valueOf(await pack({ 'dossier.yaml': dossierYaml.replace(', answers: { norm: Linf, n: 10000 }', '') }));
    expect(warnings.map(({ warning }) => warning.code)).toContain('unanswered-norm');
  });
});

describe('what is refused', () => {
  const cases: readonly (readonly [string, Parameters<typeof dossierFolder>[0], string, Record<string, unknown>])[] = [
    ['no dossier.yaml', { 'dossier.yaml': null }, 'input/not-found', {}],
    ['a missing file', { 'hazards.json': null }, 'input/not-found', {}],
    ['a missing artifact', { 'model.bin': null }, 'input/not-found', {}],
    ['a pattern that fits nothing', { 'evidence/Model2026.json': null }, 'dossier/no-match', { pattern: 'evidence/*.json' }],
    ['a malformed manifest', { 'dossier.yaml': 'format: 1\ndossier: [' }, 'input/not-yaml', { name: 'dossier.yaml', place: 'line 2' }],
    ['a manifest with a missing member', { 'dossier.yaml': dossierYaml.replace(/artifacts:\n.*\n/, '') }, 'input/schema', { name: 'dossier.yaml' }],
    ['a manifest with an unknown member', { 'dossier.yaml': `${dossierYaml}colour: red\n` }, 'input/schema', {}],
    ['a newer format number', { 'dossier.yaml': dossierYaml.replace('format: 1', 'format: 2') }, 'input/format-number', { found: 2, supported: 1 }],
    ['a newer format number of the hazards', { 'hazards.json': hazardsJson().replace('"format":1', '"format":7') }, 'input/format-number', { name: 'hazards.json', found: 7 }],
    ['a path with ..', { 'dossier.yaml': dossierYaml.replace('file: design.md', 'file: ../design.md') }, 'input/path-outside', { path: '../design.md' }],
    ['an absolute path', { 'dossier.yaml': dossierYaml.replace('path: model.bin', 'path: /etc/hostname') }, 'input/path-outside', {}],
    ['severity 11', { 'hazards.json': hazardsJson([{ inherent: { severity: 11, likelihood: 2, detectability: 2 } }]) }, 'input/schema', { name: 'hazards.json', place: '$.hazards[0].inherent.severity' }],
    ['severity 11 in CSV', { 'hazards.json': 'id,title,severity,likelihood,detectability\nH-1,Fire,11,2,2\n' }, 'input/schema', { place: 'row 2, column severity', found: '11' }],
    ['two hazards with one id', { 'hazards.json': hazardsJson([{}, { id: 'H-001' }]) }, 'dossier/duplicate-id', { id: 'H-001' }],
    ['evidence and a document with one id', { 'dossier.yaml': dossierYaml.replace('id: D-1', 'id: E-001') }, 'dossier/duplicate-id', { id: 'E-001' }],
    ['a hazard that names unknown evidence', { 'hazards.json': hazardsJson([{ evidence: ['E-404'] }]) }, 'dossier/unknown-link', { from: 'H-001', to: 'E-404' }],
    ['a threshold on unknown evidence', { 'dossier.yaml': dossierYaml.replace('evidence: E-001, metric', 'evidence: E-9, metric') }, 'dossier/unknown-link', { to: 'E-9' }],
    ['evidence that its format can’t hold', { 'evidence/Model2026.json': modelInfo({ clean_acc: '189' }) }, 'evidence/unreadable', { name: 'evidence/Model2026.json', format: 'robustbench' }],
    ['a document of another kind', { 'dossier.yaml': dossierYaml.replace('design.md', 'model.bin') }, 'input/schema', { place: 'document D-1' }],
  ];
  it.each(cases)('%s', async (_, files, code, params) => {
    expect(troubleOf(await pack(files))).toMatchObject({ code, params });
  });

  it('a folder where a file should be, and a link that leads out', async () => {
    const file = dossierFolder({ 'design.md': null });
    mkdirSync(join(dirname(file), 'design.md'));
    expect(codeOf(await packWhole(file))).toBe('input/not-a-file');
    const linked = dossierFolder({ 'design.md': null });
    symlinkSync('/etc/hostname', join(dirname(linked), 'design.md'));
    expect(codeOf(await packWhole(linked))).toBe('input/path-outside');
  });

  it.each(['hazards.json', 'evidence/Model2026.json'])('200 MB of %s, without reading them', async (name) => {
    const file = dossierFolder();
    const handle = openSync(join(dirname(file), name), 'r+');
    ftruncateSync(handle, 200 * 1024 * 1024);
    closeSync(handle);
    expect(troubleOf(await packWhole(file))).toMatchObject({ code: 'input/too-large', params: { sizeBytes: 200 * 1024 * 1024 } });
  });
});

describe('the command and the import', () => {
  it('writes the archive, and nothing when the dossier is refused', async () => {
    const dossierFile = dossierFolder();
    const out = join(dirname(dossierFile), 'aurora.dossier');
    const report = valueOf(await packCommand({ dossierFile, out }, packPorts));
    expect(report).toMatchObject({ dossier: 'aurora-2.3', hazards: 1, evidence: 1, sizeBytes: readFileSync(out).length });
    const bad = dossierFolder({ 'hazards.json': '{' });
    expect(codeOf(await packCommand({ dossierFile: bad, out: join(dirname(bad), 'x.dossier') }, packPorts))).toBe('input/not-json');
    expect(existsSync(join(dirname(bad), 'x.dossier'))).toBe(false);
  });

  it('puts a revision into a vault as often as asked, and nothing of a damaged archive', async () => {
    const dossierFile = dossierFolder();
    const out = join(dirname(dossierFile), 'aurora.dossier');
    const { revision } = valueOf(await packCommand({ dossierFile, out }, packPorts));
    const vault = await openTestVault(join(dirname(dossierFile), 'profile'), testBoard(), null);
    const bytes = readFileSync(out);
    const cut = join(dirname(dossierFile), 'cut.dossier');
    valueOf(await packPorts.files.write(cut, bytes.subarray(0, bytes.length / 2)));
    expect(codeOf(await importArchive(cut, vault.objects, packPorts))).toBe('archive/not-zip');
    expect(valueOf(await vault.objects.list()).digests).toEqual([]);
    expect(valueOf(await importArchive(out, vault.objects, packPorts))).toBe(revision);
    const held = valueOf(await vault.objects.list()).digests.length;
    expect(valueOf(await importArchive(out, vault.objects, packPorts))).toBe(revision);
    expect(valueOf(await vault.objects.list()).digests).toHaveLength(held);
    expect(valueOf(await openRevision(revision, vault.objects, sha256, { raw: true })).revision.dossier).toBe('aurora-2.3');
  });
});
