/** The check of what was chosen: started anew whenever it changes, and only the newest answer counts. */
import { useEffect, useState } from 'react';
import { hexOf } from '../../shared/bytes/digest.ts';
import { statusListLimitBytes } from '../../shared/packet/status-list.ts';
import { fileLimitBytes } from '../../shared/packet/verify/pdf-file.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { checkPacket, type CheckProblem, type Judged } from './check.ts';

const trustLimitBytes = 64 * 1024;

/** A judged packet and what it was judged on. */
export interface Made {
  readonly judged: Judged;
  readonly name: string;
  readonly sizeBytes: number;
  readonly digest: Digest;
  /** The reader chose the time; otherwise it is that of the machine's clock. */
  readonly isChosenTime: boolean;
  /** A status list was given. */
  readonly hasList: boolean;
}

export type Checking =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'unread'; readonly name: string }
  | { readonly kind: 'too-large'; readonly what: 'packet' | 'list'; readonly name: string; readonly sizeBytes: number; readonly limitBytes: number }
  /** A fault of the page itself: no verdict. */
  | { readonly kind: 'defect'; readonly name: string; readonly problem: string }
  | { readonly kind: 'problem'; readonly problem: CheckProblem; readonly name: string };

export interface Asked { readonly packet: File | null; readonly trust: File | null; readonly list: File | null; readonly addenda: readonly File[]; readonly at: string | null; readonly allowSample: boolean }

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
  return hexOf(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes))) as Digest;
}

async function check(packet: File, { trust, list, addenda, at, allowSample }: Asked): Promise<Checking> {
  if (packet.size > fileLimitBytes) return { kind: 'too-large', what: 'packet', name: packet.name, sizeBytes: packet.size, limitBytes: fileLimitBytes };
  if (list !== null && list.size > statusListLimitBytes) return { kind: 'too-large', what: 'list', name: list.name, sizeBytes: list.size, limitBytes: statusListLimitBytes };
  const trusted = trust === null ? null : await bytesOf(trust.size > trustLimitBytes ? new File([], trust.name) : trust);
  if (trust !== null && trusted === null) return { kind: 'unread', name: trust.name };
  const listed = list === null ? null : await bytesOf(list);
  if (list !== null && listed === null) return { kind: 'unread', name: list.name };
  const added: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  for (const file of addenda) {
    if (file.size > fileLimitBytes) return { kind: 'too-large', what: 'packet', name: file.name, sizeBytes: file.size, limitBytes: fileLimitBytes };
    const read = await bytesOf(file);
    if (read === null) return { kind: 'unread', name: file.name };
    added.push({ name: file.name, bytes: read });
  }
  const bytes = await bytesOf(packet);
  if (bytes === null) return { kind: 'unread', name: packet.name };
  const instant = at ?? new Date().toISOString();
  const checked = await checkPacket({ packet: bytes, trust: trusted, list: list === null || listed === null ? null : { name: list.name, bytes: listed }, addenda: added, at: instant, allowSample });
  if (!checked.ok) return { kind: 'problem', problem: checked.problem, name: checked.problem === 'trust' ? (trust?.name ?? '') : packet.name };
  return { kind: 'made', made: { judged: checked.judged, name: packet.name, sizeBytes: packet.size, digest: await digestOf(bytes), isChosenTime: at !== null, hasList: list !== null } };
}

/** Lets the browser draw first: what is said while a large file is read has to be seen before the reading begins. */
const drawn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 30); });

export function useReport(asked: Asked): Checking {
  const { packet, trust, list, addenda, at, allowSample } = asked;
  const [checking, setChecking] = useState<Checking>({ kind: 'none' });
  useEffect(() => {
    let isOver = false;
    if (packet === null) {
      setChecking({ kind: 'none' });
      return undefined;
    }
    setChecking({ kind: 'reading', name: packet.name });
    void drawn().then(() => (isOver ? null : check(packet, { packet, trust, list, addenda, at, allowSample })))
      .catch((error: unknown): Checking => ({ kind: 'defect', name: packet.name, problem: error instanceof Error ? error.message : String(error) }))
      .then((made) => { if (made !== null && !isOver) setChecking(made); });
    return () => { isOver = true; };
  }, [packet, trust, list, addenda, at, allowSample]);
  return checking;
}
