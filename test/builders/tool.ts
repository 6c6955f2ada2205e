/** Other people's programs that look at our files. Where one isn't installed its tests are skipped. */
import { spawnSync } from 'node:child_process';

/** Whether the program can be started. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Runs a program and answers what it wrote and how it ended. */
export function runTool(name: string, args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(name, [...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { code: status, out: stdout, err: stderr };
}
