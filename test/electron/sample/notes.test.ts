import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storyOf } from '../../../electron/sample/story.ts';
import { resolveAnchor } from '../../../shared/annotation/anchor.ts';
import { readMarkdown } from '../../../shared/dossier/markdown.ts';
import { Instant } from '../../../shared/vocabulary.ts';

const sources = join(import.meta.dirname, '../../../assets/sample');
/** The sample's documents by the ids that its dossiers give them. */
const files: Readonly<Record<string, string>> = { 'D-1': 'design-record.md', 'D-2': 'safety-case.md' };

test('the sample’s notes stand where they say in its documents', () => {
  const notes = storyOf(Instant.parse('2026-11-24T09:00:00.000Z')).flatMap((scene) => (scene.kind === 'act' && scene.command.name === 'make-annotation' ? [{ release: scene.release, ...scene.command }] : []));
  expect(notes.length).toBeGreaterThan(0);
  for (const { release, item, anchor } of notes) expect(resolveAnchor(readMarkdown(readFileSync(join(sources, release, 'documents', files[item]!), 'utf8')).text, anchor)).toEqual(anchor.position);
});
