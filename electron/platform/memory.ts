/** How much memory another process has. */
import { readFile } from 'node:fs/promises';

const pageBytes = 4096;

/** Resident memory of a process in bytes; 0 where the system doesn't say: only Linux has the file. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  try {
    const [, pages = '0'] = (await readFile(`/proc/${pid}/statm`, 'ascii')).split(' ');
    return Number(pages) * pageBytes;
  } catch {
    // The process is gone, or the system is another: its own limits hold.
    return 0;
  }
}
