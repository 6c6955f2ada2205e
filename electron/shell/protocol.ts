/** The app:// protocol: serves what the build's allow-list names, and nothing else. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Protocol } from 'electron';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Ids } from '../../shared/ports.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import { responseHeaders, type Host } from './policy.ts';

/** Must be registered before the app is ready. */
export const appScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: true } } as const;

/** The build's allow-list: URL path -> file below `dist/` and its content type. */
export const AllowList = z.record(z.string().startsWith('/'), z.strictObject({ file: z.string().regex(/^renderer\/[A-Za-z0-9._/-]+$/).refine((file) => !file.includes('..')), type: z.string() }));
export type AllowList = z.infer<typeof AllowList>;

const maxListBytes = 1024 * 1024;
const maxAssetBytes = 64 * 1024 * 1024;

/** The page that each host opens with; every other page of the build is refused to it. */
const pages: Readonly<Record<Host, string>> = { main: '/index.html', sign: '/sign/index.html', content: '/viewer/index.html' };
const isHost = (name: string): name is Host => Object.hasOwn(pages, name);

/** In a page's text, where its nonce goes. */
const noncePlace = '__CSP_NONCE__';

export interface Asset { readonly status: number; readonly headers: Record<string, string>; readonly body: Uint8Array | null }

export async function readAllowList(path: string, files: Pick<Files, 'read'>): Promise<Result<AllowList>> {
  const bytes = await files.read(path, maxListBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : readStrict(AllowList, bytes.value, { name: path, maxBytes: maxListBytes });
}

/**
 * Answers one request. The path is compared as it stands in the URL: an escape that would decode into another path names
 * nothing in the list. `dist` is the folder that the list's files lie below.
 */
export function assetServer({ list, dist, files, ids }: { readonly list: AllowList; readonly dist: string; readonly files: Pick<Files, 'read'>; readonly ids: Ids }): (method: string, url: string) => Promise<Asset> {
  const nothing: Asset = { status: 404, headers: responseHeaders('text/plain', 'none'), body: null };
  return async (method, url) => {
    if (method !== 'GET' || !URL.canParse(url)) return nothing;
    const { protocol, hostname, pathname, port, username } = new URL(url);
    if (protocol !== 'app:' || !isHost(hostname) || port !== '' || username !== '') return nothing;
    const page = pages[hostname];
    const name = pathname === '/' ? page : pathname;
    if (!Object.hasOwn(list, name) || (name.endsWith('.html') && name !== page)) return nothing;
    const { file, type } = list[name]!;
    const bytes = await files.read(join(dist, file), maxAssetBytes);
    if (!bytes.ok || bytes.value === null) return nothing;
    if (name !== page) return { status: 200, headers: responseHeaders(type, 'none', hostname), body: bytes.value };
    const nonce = Buffer.from(ids.random(16)).toString('base64');
    const text = decodeUtf8(bytes.value, name);
    return text.ok ? { status: 200, headers: responseHeaders(type, nonce, hostname), body: encodeUtf8(text.value.replaceAll(noncePlace, nonce)) } : nothing;
  };
}

/** Puts the server behind the session's app:// scheme. */
export function serveApp(protocol: Protocol, answer: (method: string, url: string) => Promise<Asset>): void {
  protocol.handle('app', async (request) => {
    const { status, headers, body } = await answer(request.method, request.url);
    return new Response(body === null ? null : Uint8Array.from(body), { status, headers });
  });
}
