/** The files that were chosen or dropped, each in its place, and what has to be said about them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Digest } from '../../shared/vocabulary.ts';
import { fileDigest } from './file-digest.ts';
import { kindOf, sniffedBytes, type FileKind } from './sniff.ts';
import { sortFiles, type SingleWell, type Well, type Which } from './sort.ts';

/** So many delivered files are compared at once. */
export const artifactLimit = 20;

/** So many addenda are read beside the packet. */
export const addendumLimit = 20;

/** A delivered file, being read or read. `digest` is null until then, and stays so where `state` is `unread`. */
export interface Delivery {
  readonly key: number;
  readonly file: File;
  readonly state: 'reading' | 'read' | 'unread';
  readonly fraction: number;
  readonly digest: Digest | null;
}

export interface Files {
  readonly packet: File | null;
  readonly trust: File | null;
  readonly list: File | null;
  readonly addenda: readonly File[];
  readonly artifacts: readonly Delivery[];
  /** A choice that a drop of several files left open. */
  readonly which: Which<File> | null;
  readonly tooMany: boolean;
  /** Takes files that were dropped at `well`, or beside all of them. */
  take(files: readonly File[], well: Well | null): void;
  choose(file: File, well: SingleWell): void;
  remove(well: SingleWell): void;
  removeAddendum(file: File): void;
  removeArtifact(key: number): void;
}

async function kindOfFile(file: File): Promise<FileKind> {
  try {
    return kindOf(new Uint8Array(await file.slice(0, sniffedBytes + 1).arrayBuffer()));
  } catch {
    // A folder, or a file that is gone: whoever reads it in its place says so.
    return 'other';
  }
}

export function useFiles(): Files {
  const [packet, setPacket] = useState<File | null>(null);
  const [trust, setTrust] = useState<File | null>(null);
  const [list, setList] = useState<File | null>(null);
  const [addenda, setAddenda] = useState<readonly File[]>([]);
  const [artifacts, setArtifacts] = useState<readonly Delivery[]>([]);
  const [open, setOpen] = useState<readonly Which<File>[]>([]);
  const [tooMany, setTooMany] = useState(false);
  const nextKey = useRef(0);

  const add = useCallback((files: readonly File[]): void => {
    if (files.length === 0) return;
    const added = files.map((file): Delivery => ({ key: nextKey.current++, file, state: 'reading', fraction: 0, digest: null }));
    setArtifacts((before) => {
      setTooMany(before.length + added.length > artifactLimit);
      return [...before, ...added].slice(0, artifactLimit);
    });
  }, []);

  const put = useCallback((file: File | null, well: SingleWell): void => ({ packet: setPacket, trust: setTrust, list: setList })[well](file), []);
  const choose = useCallback((file: File, well: SingleWell): void => {
    put(file, well);
    setOpen((before) => before.filter((one) => one.well !== well));
  }, [put]);

  const take = useCallback((files: readonly File[], well: Well | null): void => {
    void Promise.all(files.map(async (file) => ({ file, kind: await kindOfFile(file) }))).then((known) => {
      const sorted = sortFiles(known, well);
      for (const one of ['packet', 'trust', 'list'] as const) if (sorted[one] !== null) put(sorted[one], one);
      setAddenda((before) => (sorted.addenda.length === 0 ? before : [...before, ...sorted.addenda].slice(0, addendumLimit)));
      add(sorted.artifacts);
      setOpen(sorted.which);
    });
  }, [add, put]);

  return {
    packet, trust, list, addenda, artifacts: useDigests(artifacts, setArtifacts), which: open[0] ?? null, tooMany, take, choose,
    remove: (well) => put(null, well),
    removeAddendum: (file) => setAddenda((before) => before.filter((one) => one !== file)),
    removeArtifact: (key) => { setTooMany(false); setArtifacts((before) => before.filter((one) => one.key !== key)); },
  };
}

/** Reads the delivered files one after the other, so that none waits for memory; one that was removed is left at once. */
function useDigests(artifacts: readonly Delivery[], setArtifacts: (change: (before: readonly Delivery[]) => readonly Delivery[]) => void): readonly Delivery[] {
  const next = artifacts.find(({ state }) => state === 'reading');
  const key = next?.key ?? null;
  const file = next?.file ?? null;
  useEffect(() => {
    if (key === null || file === null) return undefined;
    const ended = new AbortController();
    const set = (change: Partial<Delivery>): void => setArtifacts((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
    let told = 0;
    const tell = (fraction: number): void => { if (fraction - told >= 0.01) { told = fraction; set({ fraction }); } };
    fileDigest(file, tell, ended.signal)
      .then((digest) => { if (digest !== null) set({ state: 'read', digest, fraction: 1 }); }, () => { if (!ended.signal.aborted) set({ state: 'unread' }); });
    return () => ended.abort();
  }, [key, file, setArtifacts]);
  return artifacts;
}
