/** `countersign verify-page`: writes the page that verifies packets in a browser, and says the SHA-256 that it has. */
import { ok, refuse } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { done, rows } from './output.ts';

const pageLimitBytes = 8 * 1024 * 1024;

export const verifyPage: Command = {
  takes: { texts: ['out'], needed: ['out'] },
  async run(given, { board: { files, sha256 }, verifyPage: path }) {
    const out = given.path('out') ?? '';
    const page = await files.read(path, pageLimitBytes);
    if (!page.ok) return page;
    if (page.value === null) return refuse('input/not-found', { path });
    const written = await files.write(out, page.value);
    return written.ok ? ok(done(rows([['File', out], ['SHA-256', sha256(page.value)]]))) : written;
  },
};
