/** Reads a checklist that comes with the program from the folder that holds them. */
import { join } from 'node:path';
import { readChecklistTemplate, type ChecklistTemplate } from '../../shared/evidence/checklist-template.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';

const largestBytes = 1024 * 1024;
const ending = '.json';

/** The checklist of that id, or the ids that there are. */
export async function readChecklist(folder: string, id: string, files: Pick<Files, 'list' | 'read'>): Promise<Result<{ readonly template: ChecklistTemplate } | { readonly known: readonly string[] }>> {
  const names = await files.list(folder);
  if (!names.ok) return names;
  if (names.value === null) return refuse('input/not-found', { path: folder });
  const known = names.value.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  // Only a name that stands in the folder becomes a path.
  if (!known.includes(id)) return ok({ known });
  const path = join(folder, `${id}${ending}`);
  const bytes = await files.read(path, largestBytes);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return refuse('input/not-found', { path });
  const template = readChecklistTemplate(path, bytes.value);
  return template.ok ? ok({ template: template.value }) : template;
}
