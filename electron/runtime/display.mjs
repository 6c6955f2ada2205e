// A virtual screen for machines that have none.
import { spawn } from 'node:child_process';
import { Stop } from './project.mjs';

/**
 * Where DISPLAY is unset on Linux: starts Xvfb on a free number, sets DISPLAY, and stops it when this process ends. Resolves to
 * the name of the display it started (`:1`), or `undefined` where a screen was there already.
 */
export async function bringDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  // -ac: the app runs as another user than Xvfb and has no cookie; -nolisten tcp keeps that to this machine.
  // -displayfd: Xvfb itself finds a free number and reports it once it accepts connections.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-ac', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr.on('data', (chunk) => (complaint += chunk));
  const number = await new Promise((resolve, reject) => {
    let digits = '';
    server.stdio[3].on('data', (chunk) => {
      digits += chunk;
      if (digits.endsWith('\n')) resolve(digits.trim());
    });
    server.on('error', (error) => reject(new Stop(`Xvfb could not be started (${error.message}): install the package xvfb.`)));
    server.on('exit', (code) => reject(new Stop(`Xvfb ended with exit code ${code}: ${complaint.trim()}`)));
  });
  server.unref();
  for (const stream of server.stdio) stream?.unref?.();
  process.on('exit', () => server.kill());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  process.env.DISPLAY = `:${number}`;
  return process.env.DISPLAY;
}
