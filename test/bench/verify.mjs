// `countersign verify` against a Node that does nothing, and against pdfsig on the same file.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { trustPem } from '../../shared/board/trust.ts';
import { against, medianMs } from './measure.mjs';
import { packetOfPages } from './packet.mjs';

const command = fileURLToPath(new URL('../../dist/cli/countersign.js', import.meta.url));

export async function measure() {
  const { world, bytes, length } = await packetOfPages(60);
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  try {
    const [packet, root, store] = [path.join(folder, 'packet.pdf'), path.join(folder, 'root.pem'), path.join(folder, 'nss')];
    writeFileSync(packet, bytes);
    writeFileSync(root, trustPem(world.basis.ca));
    mkdirSync(store);
    execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${store}`, '-n', 'board', '-t', 'CT,C,C', '-i', root]);
    const run = (program, words) => () => {
      const { error } = spawnSync(program, words, { stdio: 'ignore' });
      if (error) throw error;
    };
    const ours = await medianMs(run(process.execPath, [command, 'verify', packet, '--trust', root]), 5);
    const nothing = await medianMs(run(process.execPath, ['-e', '0']), 5);
    const pdfsig = await medianMs(run('pdfsig', ['-nssdir', `sql:${store}`, packet]), 5);
    return [
      against('countersign verify', ours, 'ms', 'node -e 0', nothing, `A packet of ${length} pages, ${(bytes.length / 1e6).toFixed(1)} MB; whole processes.`),
      against('countersign verify', ours, 'ms', 'pdfsig', pdfsig, 'pdfsig checks one signature; verify also the grammar, the files, the sign-offs and the rules.'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
