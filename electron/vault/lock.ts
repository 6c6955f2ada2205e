/**
 * One process a profile. The lock is a listening local socket named by the hash of the profile's real path: the system
 * takes it away with the process, however that ends, so no lock goes stale.
 */
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { fault, ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export interface ProfileLock { release(): Promise<void> }

/** What a second start may ask of the holder: to show its window, and to follow the link that it was started with. */
const focusMessage = 'focus\n';
const linkMessage = 'link ';
const maxMessageCharacters = 512;
const answerWithinMs = 2000;

/** Linux has sockets without files; Windows has pipes; elsewhere a socket file that is probed before it is believed. */
async function socketName(profile: string, sha256: Sha256): Promise<{ readonly name: string; readonly isFile: boolean }> {
  // The uid and not userInfo(): that one fails for a user without an entry in the passwd file.
  const user = process.getuid === undefined ? userInfo().username : String(process.getuid());
  const hash = sha256(encodeUtf8(`${user} ${await realpath(profile)}`)).slice(0, 40);
  if (process.platform === 'linux') return { name: `\0countersign-${hash}`, isFile: false };
  if (process.platform === 'win32') return { name: `\\\\.\\pipe\\countersign-${hash}`, isFile: false };
  return { name: join(tmpdir(), `countersign-${hash}.sock`), isFile: true };
}

function listen(name: string, { onFocus, onLink }: LockListeners): Promise<Server | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.setTimeout(answerWithinMs, () => socket.destroy());
      socket.on('error', () => socket.destroy());
      socket.on('data', (part: string) => {
        text += part;
        if (text === focusMessage) {
          socket.end('ok\n');
          onFocus();
        } else if (text.startsWith(linkMessage) && text.endsWith('\n') && text.length <= maxMessageCharacters) {
          socket.end('ok\n');
          onLink(text.slice(linkMessage.length, -1));
        } else if (text.length > maxMessageCharacters || !(focusMessage.startsWith(text) || linkMessage.startsWith(text.slice(0, linkMessage.length)))) socket.destroy();
      });
    });
    server.once('error', resolve);
    server.listen({ path: name }, () => {
      server.removeListener('error', resolve);
      server.on('error', () => undefined);
      // The lock alone must not keep a command line program running.
      server.unref();
      resolve(server);
    });
  });
}

/** `onFocus` is called when a second start asks for the window, `onLink` when it was started with a link: text that nobody has read yet. */
interface LockListeners { readonly onFocus: () => void; readonly onLink: (text: string) => void }

/** Takes the lock of an existing profile folder, or refuses `profile/in-use`. */
export async function lockProfile(profile: string, { sha256, onFocus = () => undefined, onLink = () => undefined }: { readonly sha256: Sha256 } & Partial<LockListeners>): Promise<Result<ProfileLock>> {
  let socket: { readonly name: string; readonly isFile: boolean };
  try {
    socket = await socketName(profile, sha256);
  } catch (error) {
    return fault('disk/read', { path: profile, errno: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
  let server = await listen(socket.name, { onFocus, onLink });
  if ('code' in server && server.code === 'EADDRINUSE' && socket.isFile && !(await send(socket.name, null))) {
    // Nobody answers behind the file: its process ended without taking it along.
    await unlink(socket.name).catch(() => undefined);
    server = await listen(socket.name, { onFocus, onLink });
  }
  if (server instanceof Error) return server.code === 'EADDRINUSE' || server.code === 'EACCES' ? refuse('profile/in-use', { path: profile }) : fault('disk/write', { path: profile, errno: server.code ?? 'unknown' });
  const held = server;
  return ok({ release: () => new Promise((resolve) => { held.close(() => resolve()); }) });
}

/** Asks the process that holds the profile to show its window, and to follow a link where there is one; whether it answered. */
export async function askToFocus(profile: string, { sha256, link = null }: { readonly sha256: Sha256; readonly link?: string | null }): Promise<boolean> {
  try {
    return await send((await socketName(profile, sha256)).name, link === null ? focusMessage : `${linkMessage}${link}\n`);
  } catch {
    return false;
  }
}

/** Connects and, with a message, waits for the answer. */
function send(name: string, message: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path: name });
    const finish = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(answerWithinMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('connect', () => (message === null ? finish(true) : socket.write(message)));
    socket.on('data', () => finish(true));
    socket.on('end', () => finish(false));
  });
}
