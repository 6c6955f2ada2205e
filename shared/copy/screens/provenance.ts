/** The Provenance tab by place on screen: its breaks, the drawing, the table. The sentences of breaks and hashes are in `../lineage.ts`. */
import { count, figure, list, listUpTo } from '../number.ts';

export const provenanceWords = {
  label: 'Provenance, scrollable',
  nothing: 'No evidence of this revision records where its data or its artifact came from.', ask: 'Ask for it in a finding',
  breaks: {
    label: 'Breaks',
    head: (n: number): string => count(n, 'break'),
    more: (left: number): string => `${count(left, 'more break')}.`,
    showAll: 'Show all',
  },
  drawing: {
    section: 'Drawing',
    /** Where there is little room. */
    show: 'Show the drawing', hide: 'Hide the drawing',
    label: 'The way from raw data to artifact, as a drawing. The table below holds the same.',
    head: 'From raw data to artifact',
    /** What isn't drawn, and where it is. */
    undrawn: (n: number): string => `${figure(n)} more ${n === 1 ? 'object or step is' : 'objects and steps are'} in the table below.`,
    data: (hash: string | null): string => (hash === null ? 'Data' : `Data, ${hash}`),
    artifact: (hash: string | null): string => (hash === null ? 'Artifact' : `Artifact, ${hash}`),
    step: (evidence: string): string => `Step, ${evidence}`,
  },
  table: {
    section: 'Data',
    label: 'Data from raw to artifact',
    heads: { data: 'Data', madeBy: 'Made by', readBy: 'Read by', hash: 'Hash', proof: 'What it proves' },
    head: (objects: number): string => count(objects, 'data object'),
    artifact: (name: string): string => `Artifact ${name}`,
    /** Under which paths it is known. */
    paths: (paths: readonly string[]): string => (paths.length > 3 ? `${listUpTo(paths, 3)} paths` : list(paths)),
    listed: 'Another hash names a list of it.',
    unnamed: 'the data',
    more: (left: number): string => `${count(left, 'more data object')}.`,
    showAll: (n: number): string => `Show all ${figure(n)}`,
  },
  /** What a row or a box says of itself. */
  unreached: 'Not reached', reached: 'Reached by its SHA-256',
  differs: 'File differs from the record', origin: 'Origin not recorded', other: 'Not what was written', tracked: 'Tracked, made by no step here', nobody: 'Nothing in the dossier',
} as const;
