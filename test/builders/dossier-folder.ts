/** A folder with a small, whole dossier, for tests to bend. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { memorySink, openArchiveWriter } from '../../electron/dossier/archive.ts';
import { packDossier, type PackedDossier } from '../../electron/dossier/pack.ts';
import type { PackPorts, ReadOptions } from '../../electron/dossier/read-dossier.ts';
import { openParserHere } from '../../electron/parser/read-piece.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { modelInfo } from './evidence-text.ts';

const ports = { files: openFiles(), sha256: nodeSha256 };
export const packPorts: PackPorts = { ...ports, parser: openParserHere(ports) };

export interface PackedWhole extends PackedDossier { readonly objects: ReadonlyMap<Digest, Uint8Array>; readonly archiveBytes: Uint8Array }

/** The bytes of an archive of these objects, in their order. */
export async function archiveOf(revision: Digest, objects: ReadonlyMap<Digest, Uint8Array>, limits?: Parameters<typeof openArchiveWriter>[2]): Promise<Result<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  const writer = openArchiveWriter('a', (bytes) => { pieces.push(bytes); return Promise.resolve(ok(undefined)); }, limits);
  for (const [digest, bytes] of objects) {
    const put = await writer.put(digest, bytes);
    if (!put.ok) return put;
  }
  const ended = await writer.end(revision);
  return ended.ok ? ok(new Uint8Array(Buffer.concat(pieces))) : ended;
}

/** Packs a dossier in memory, with its objects and the bytes of its archive. */
export async function packWhole(dossierFile: string, options: Partial<ReadOptions> = {}): Promise<Result<PackedWhole> & { readonly problems?: readonly { readonly trouble: unknown }[] }> {
  const sink = memorySink();
  const packed = await packDossier(dossierFile, packPorts, { sink, ...options });
  if (!packed.ok) return packed;
  const archive = await archiveOf(packed.value.digest, sink.objects);
  return archive.ok ? ok({ ...packed.value, objects: sink.objects, archiveBytes: archive.value }) : archive;
}

export const dossierYaml = `format: 1
dossier: aurora-2.3
product: { id: aurora, name: Aurora, release: "2.3", vendor: Halden Compute AS }
owners: [Halden Compute AS]
intendedUse: Text assistant for business customers.
artifacts:
  - { name: model.bin, path: model.bin }
hazards: hazards.json
evidence:
  - { id: E-001, title: Robust accuracy, files: evidence/*.json, answers: { norm: Linf, n: 10000 } }
documents:
  - { id: D-1, title: Design record, file: design.md }
thresholds:
  - { evidence: E-001, metric: robust_acc, variant: Linf 8/255, op: ">=", value: 55, unit: percent, reason: Agreed before training. }
`;

export const hazardsJson = (hazards: readonly Record<string, unknown>[] = [{}]): string => JSON.stringify({
  format: 1,
  hazards: hazards.map((parts, index) => ({ id: `H-00${index + 1}`, title: 'Names a wrong dose', inherent: { severity: 8, likelihood: 6, detectability: 5 }, evidence: ['E-001'], ...parts })),
});

/** Writes a folder with these files over the usual ones (null: leave one out) and answers the path of its `dossier.yaml`. It is gone when the test is. */
export function dossierFolder(files: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-dossier-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  const all = { 'dossier.yaml': dossierYaml, 'hazards.json': hazardsJson(), 'evidence/Model2026.json': modelInfo(), 'design.md': '# Design record\n', 'model.bin': 'weights', ...files };
  for (const [name, content] of Object.entries(all)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return join(folder, 'dossier.yaml');
}
