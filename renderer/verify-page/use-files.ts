/** The files that were chosen or dropped, each in its place, and what has to be said about them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Digest } from '../../shared/vocabulary.ts';
import { fileDigest } from './file-digest.ts';
import { kindOf, sniffedBytes, type FileKind } from './sniff.ts';
import { sortFiles, type Well, type Which } from './sort.ts';

/** So many delivered files are compared at once. */
export const artifactLimit = 20;

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
  readonly artifacts: readonly Delivery[];
  /** A choice that a drop of several files left open. */
  readonly which: Which<File> | null;
  readonly tooMany: boolean;
  /** Takes files that were dropped at `well`, or beside all three. */
  take(files: readonly File[], well: Well | null): void;
  choose(file: File, well: 'packet' | 'trust'): void;
  remove(well: 'packet' | 'trust'): void;
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

  const choose = useCallback((file: File, well: 'packet' | 'trust'): void => {
    (well === 'packet' ? setPacket : setTrust)(file);
    setOpen((before) => before.filter((one) => one.well !== well));
  }, []);

  const take = useCallback((files: readonly File[], well: Well | null): void => {
    void Promise.all(files.map(async (file) => ({ file, kind: await kindOfFile(file) }))).then((known) => {
      const sorted = sortFiles(known, well);
      if (sorted.packet !== null) setPacket(sorted.packet);
      if (sorted.trust !== null) setTrust(sorted.trust);
      add(sorted.artifacts);
      setOpen(sorted.which);
    });
  }, [add]);

  return {
    packet, trust, artifacts: useDigests(artifacts, setArtifacts), which: open[0] ?? null, tooMany, take, choose,
    remove: (well) => (well === 'packet' ? setPacket : setTrust)(null),
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
